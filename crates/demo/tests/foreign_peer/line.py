"""One end of a call by aiortc, which shares no code with a browser. It is led by lines of
JSON on standard input, and tells on standard output what it has to say and what it hears.

    line.py SPEAKS HEARS        both in hertz: its own tone, and the one it listens for

In:  offer, answer, candidate (with mid)         steps of the other side
     do: speak, offer, send (with hex), close    what it is asked for
Out: offer, answer, candidate (with mid)         its own steps
     state, message (hex), heard, over           what happens on the line
"""

import asyncio
import json
import math
import sys
import time
from array import array
from fractions import Fraction

from aioice import Candidate, Connection
from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from aiortc.sdp import SessionDescription
from av import AudioFrame

RATE = 48_000
# Twenty milliseconds, as a packet has them.
FRAME = RATE // 50
# As long as a beep and its pause, so that each look has the same share of both.
LOOK = RATE * 3 // 10
# What stands for nothing at all, in decibels.
NOTHING = -200.0


def tell(**told):
    print(json.dumps(told), flush=True)


class Tone(MediaStreamTrack):
    kind = "audio"

    def __init__(self, hertz):
        super().__init__()
        wave = (math.sin(2 * math.pi * hertz * at / RATE) for at in range(FRAME))
        self.samples = array("h", (int(10_000 * value) for value in wave)).tobytes()
        self.at = 0
        self.begun = time.monotonic()

    async def recv(self):
        await asyncio.sleep(max(0, self.begun + self.at / RATE - time.monotonic()))
        frame = AudioFrame(format="s16", layout="mono", samples=FRAME)
        frame.planes[0].update(self.samples)
        frame.pts, frame.sample_rate, frame.time_base = self.at, RATE, Fraction(1, RATE)
        self.at += FRAME
        return frame


def look(samples, hertz):
    """The level in decibels, and which part of the sound's power is that tone (Goertzel)."""
    power = sum(sample * sample for sample in samples)
    if power == 0:
        return NOTHING, 0.0
    turn = 2 * math.cos(2 * math.pi * hertz / RATE)
    one = two = 0.0
    for sample in samples:
        one, two = sample + turn * one - two, one
    tone = one * one + two * two - turn * one * two
    count = len(samples)
    return 10 * math.log10(power / count / 32768**2), 2 * tone / count / power


class Line:
    def __init__(self, speaks, hears):
        self.speaks, self.hears = speaks, hears
        self.peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        # Room for sound that comes later.
        self.audio = self.peer.addTransceiver("audio", direction="sendrecv")
        self.channel = self.peer.createDataChannel("alongside", negotiated=True, id=0)
        self.channel.on("message", lambda message: tell(message=message.hex()))
        self.channel.on("open", lambda: tell(state="open"))
        self.peer.on("connectionstatechange", lambda: tell(state=self.peer.connectionState))
        self.peer.on("track", lambda track: self.begin(track))
        self.ignoring = False
        # Which way into the network the other side has named, and what looks for ours.
        self.their_way, self.agents = None, []
        self.tasks = []

    def begin(self, track):
        self.tasks.append(asyncio.ensure_future(self.listen(track)))

    async def listen(self, track):
        """Tells what is heard, several times a second, until there is no more to come."""
        samples, last, gap = array("h"), None, 0.0
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return tell(over=True)
            now = time.monotonic()
            gap, last = max(gap, now - (last or now)), now
            channels = len(frame.layout.channels)
            whole = array("h", bytes(frame.planes[0]))[: frame.samples * channels]
            samples.extend(whole[::channels])
            if len(samples) >= LOOK:
                level, share = look(samples, self.hears)
                stats = (await self.audio.receiver.getStats()).values()
                packets = sum(each.packetsReceived for each in stats if each.type == "inbound-rtp")
                heard = {"level": level, "share": share, "packets": packets, "gap_ms": gap * 1000}
                tell(heard=heard)
                samples, gap = array("h"), 0.0

    async def take(self, said):
        """Perfect negotiation: this is the side that does not give way."""
        if "offer" in said:
            self.ignoring = self.peer.signalingState != "stable"
            if not self.ignoring:
                await self.answer(said["offer"])
        elif "answer" in said:
            if self.peer.signalingState == "have-local-offer":
                await self.peer.setRemoteDescription(RTCSessionDescription(said["answer"], "answer"))
        elif said.get("candidate") and not self.ignoring:
            candidate = Candidate.from_sdp(said["candidate"].split(":", 1)[1])
            # It knows no way but UDP.
            if candidate.transport.lower() == "udp":
                await self.agents[-1].add_remote_candidate(candidate)

    async def answer(self, offer):
        way = SessionDescription.parse(offer).media[0].ice
        restarts = self.their_way not in (None, way.usernameFragment)
        if restarts:
            await self.another_way(way)
        self.their_way, first = way.usernameFragment, not self.agents
        await self.peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        if first:
            self.agents.append(self.transport().iceGatherer._connection)
        await self.describe("answer", await self.peer.createAnswer())
        if restarts:
            self.tasks.append(asyncio.ensure_future(self.take_way(self.agents[-1])))

    def transport(self):
        return self.audio.sender.transport.transport

    async def another_way(self, way):
        """An ICE restart, which aiortc has not: another agent of the same make (aioice) looks
        for a way, with names of its own. DTLS, and all that is above it, stays."""
        before, agent = self.agents[-1], Connection(ice_controlling=False)
        # What comes is read where it was read before.
        agent._queue = before._queue
        agent.remote_username, agent.remote_password = way.usernameFragment, way.password
        await agent.gather_candidates()
        self.transport().iceGatherer._connection = agent
        self.agents.append(agent)

    async def take_way(self, agent):
        """The way before is in use until the other side chooses one of these."""
        await agent.connect()
        self.transport()._send = agent.send

    async def describe(self, kind, description):
        """Tells it without its ways into the network, and then each of them by itself; aiortc
        would tell all of it at once."""
        await self.peer.setLocalDescription(description)
        lines = self.peer.localDescription.sdp.splitlines()
        ways = ("a=candidate:", "a=end-of-candidates")
        tell(**{kind: "".join(f"{line}\r\n" for line in lines if not line.startswith(ways))})
        for candidate in sorted({line[2:] for line in lines if line.startswith("a=candidate:")}):
            tell(candidate=candidate, mid=self.audio.mid)
        tell(candidate="", mid="")

    async def close(self):
        await self.peer.close()
        for agent in self.agents[1:]:
            await agent.close()

    async def do(self, said):
        if said["do"] == "speak":
            self.audio.sender.replaceTrack(Tone(self.speaks))
        elif said["do"] == "offer":
            # What aiortc would make itself numbers codecs and extensions anew.
            last = self.peer.localDescription.sdp.replace("a=setup:active", "a=setup:actpass")
            await self.describe("offer", RTCSessionDescription(last, "offer"))
        elif said["do"] == "send":
            self.channel.send(bytes.fromhex(said["hex"]))


async def main():
    line = Line(*map(int, sys.argv[1:3]))
    read = asyncio.get_running_loop().run_in_executor
    while text := await read(None, sys.stdin.readline):
        said = json.loads(text)
        if said.get("do") == "close":
            break
        await (line.do(said) if "do" in said else line.take(said))
    await line.close()


asyncio.run(main())
