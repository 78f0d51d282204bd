"""Two network interfaces with a wire between them that takes its time: whatever goes into the
one comes out of the other so many milliseconds later, in order, in both directions. For
kernels that have no netem.

    python3 delay.py MILLISECONDS INTERFACE INTERFACE

Makes both interfaces (TUN, Linux), says so, and carries packets until its input ends. They may
be moved to other network namespaces meanwhile.
"""

import collections
import fcntl
import os
import select
import struct
import sys
import time

# <linux/if_tun.h>
TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000


def interface(name):
    """Gives what reads and writes the packets of a new interface, one at a time."""
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return tun


def take(tun, late, wire):
    """Takes all packets that wait at an interface; each knows when it is due."""
    while True:
        try:
            wire.append((time.monotonic() + late, os.read(tun, 65536)))
        except BlockingIOError:
            return
        except OSError:
            # The interface is down: not yet up, or already gone.
            return


def main():
    late = float(sys.argv[1]) / 1000
    ends = [interface(name) for name in sys.argv[2:4]]
    wires = [(ends[0], ends[1], collections.deque()), (ends[1], ends[0], collections.deque())]
    print("carrying", flush=True)
    waits = select.poll()
    for readable in [sys.stdin.fileno(), *ends]:
        waits.register(readable, select.POLLIN)
    while True:
        due = min((wire[0][0] for _, _, wire in wires if wire), default=None)
        ready = [file for file, _ in waits.poll(None if due is None else max(0, due - time.monotonic()) * 1000)]
        if sys.stdin.fileno() in ready:
            return
        for here, there, wire in wires:
            if here in ready:
                take(here, late, wire)
            while wire and wire[0][0] <= time.monotonic():
                try:
                    os.write(there, wire.popleft()[1])
                except OSError:
                    pass  # Down, or full: a packet is lost, as on any wire.


main()
