// Hosts of the bench's own, in network namespaces (Linux, root): two homes, each behind a
// router that translates addresses, and the internet between them with a TURN server.
//
//   customer 10.0.1.2 ── router 198.51.100.2 ── internet ── 203.0.113.2 router ── 10.0.2.2 agent
//                                           198.51.100.1
//
// The routers give everybody who is spoken to another port, so that all sound goes by TURN.

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { atTheEnd, start } from "./program.mjs";
import { SECRET, iceServers, turn, turnAt } from "./turn.mjs";

const SERVER = "198.51.100.1";
/** Where servers on the internet listen; at home the same ports are theirs. */
const PORTS = [7400, 7401, 7402, 7403, 7404];

/** What such a network is made with. */
const NEEDS = ["ip", "iptables", "nsenter", "sysctl", "turnserver", "python3"];

const words = (command) => command.split(" ").filter(Boolean);
function run(command) {
  const [program, ...given] = words(command);
  execFileSync(program, given, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
}

let made = 0;
function host(role, files) {
  const name = `alongside-bench-${process.pid}-${made++}-${role}`;
  run(`ip netns add ${name}`);
  const remove = atTheEnd(() => run(`ip netns delete ${name}`));
  const within = ["nsenter", `--net=/run/netns/${name}`, "--"];
  const own = {
    name,
    remove,
    /** Put before a program, it runs on this host. */
    within,
    ip: (command) => run(`ip -n ${name} ${command}`),
    sets: (setting) => run(`${within.join(" ")} sysctl -qw net.ipv4.${setting}`),
    iptables: (rule) => run(`${within.join(" ")} iptables --wait ${rule}`),
    /** A program that runs this one on the host. */
    program(path) {
      const script = join(files, name);
      writeFileSync(script, `#!/bin/sh\nexec ${within.join(" ")} ${path} "$@"\n`);
      chmodSync(script, 0o755);
      return script;
    },
  };
  own.ip("link set lo up");
  return own;
}

/** Two interfaces with a wire between them: `out` of the one host, and another's. */
async function wire(here, addressHere, there, port, addressThere, late) {
  let cut = () => {};
  if (late > 0) {
    const names = [0, 1].map((end) => `wire${process.pid}${"ab"[end]}`);
    const tool = join(dirname(fileURLToPath(import.meta.url)), "delay.py");
    cut = (await start(["python3", tool, `${late}`, ...names], "carrying")).stop;
    run(`ip link set ${names[0]} netns ${here.name} name out`);
    run(`ip link set ${names[1]} netns ${there.name} name ${port}`);
  } else {
    here.ip(`link add out type veth peer name ${port} netns ${there.name}`);
  }
  for (const [end, link, address] of [[here, "out", addressHere], [there, port, addressThere]]) {
    end.ip(`address add ${address}/24 dev ${link}`);
    end.ip(`link set ${link} up`);
  }
  here.ip(`route add default via ${addressThere}`);
  return cut;
}

/** Why this machine can have none; nothing when it can. */
export function whyNot() {
  const missing = NEEDS.find((program) => {
    try {
      execFileSync("which", [program], { stdio: "ignore" });
    } catch {
      return true;
    }
  });
  if (missing) return `\`${missing}\` is missing`;
  if (!existsSync("/dev/net/tun")) return "/dev/net/tun is missing";
  try {
    const one = host("tried", tmpdir());
    try {
      one.iptables("-t nat -L");
    } finally {
      one.remove();
    }
  } catch (error) {
    return error.stderr?.trim() || error.message;
  }
}

/** Makes one; `late`: how long the way between the customer's router and the internet takes, in milliseconds. */
export async function network(late = 0) {
  const files = mkdtempSync(join(tmpdir(), "alongside-bench-"));
  const forget = atTheEnd(() => rmSync(files, { recursive: true, force: true }));
  const [customer, agent, customersRouter, agentsRouter, internet] = [
    "customer",
    "agent",
    "customers-router",
    "agents-router",
    "internet",
  ].map((role) => host(role, files));
  const hosts = [customer, agent, customersRouter, agentsRouter, internet];
  internet.sets("ip_forward=1");
  const cuts = [];
  for (const [person, router, port, home, outside, takes] of [
    [customer, customersRouter, "customers", "10.0.1", "198.51.100", late],
    [agent, agentsRouter, "agents", "10.0.2", "203.0.113", 0],
  ]) {
    await wire(person, `${home}.2`, router, "inside", `${home}.1`, 0);
    cuts.push(await wire(router, `${outside}.2`, internet, port, `${outside}.1`, takes));
    router.sets("ip_forward=1");
    router.iptables("-t nat -A POSTROUTING -o out -j MASQUERADE --random-fully");
    router.iptables("-A FORWARD -i out -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT");
    router.iptables("-A FORWARD -i out -j DROP");
    // A packet from outside that comes too early must leave no trace.
    router.iptables("-A INPUT -i out -j DROP");
    // Browsers trust nothing but `localhost` without a certificate: its ports are those on the internet.
    const ports = `-p tcp --dport ${PORTS[0]}:${PORTS.at(-1)}`;
    person.sets("conf.all.route_localnet=1");
    person.iptables(`-t nat -A OUTPUT ${ports} -d 127.0.0.1 -j DNAT --to-destination ${SERVER}`);
    person.iptables("-t nat -A POSTROUTING -o out -s 127.0.0.1 -j MASQUERADE");
    internet.iptables(`-t nat -A PREROUTING -i ${port} ${ports} -d ${SERVER} -j DNAT --to-destination 127.0.0.1`);
  }
  internet.sets("conf.all.route_localnet=1");
  // Nobody tells a socket that its address is gone.
  internet.iptables("-A OUTPUT -p tcp --tcp-flags RST RST -j DROP");
  const server = await turn(internet, SERVER, files);
  return {
    customer,
    agent,
    internet,
    ports: PORTS,
    turn: turnAt(SERVER),
    secret: SECRET,
    ice: () => iceServers(SERVER),
    /** What may become of the customer's address during a call. */
    changes: {
      "another address of the router's": () => moves(customersRouter, "198.51.100.2", "198.51.100.3", SERVER),
      "another address of the customer's own": () => moves(customer, "10.0.1.2", "10.0.1.3", "10.0.1.1"),
    },
    stop() {
      server.stop();
      for (const cut of cuts) cut();
      for (const each of hosts) each.remove();
      forget();
    },
  };
}

function moves(host, from, to, by) {
  host.ip(`address delete ${from}/24 dev out`);
  host.ip(`address add ${to}/24 dev out`);
  host.ip(`route add default via ${by}`);
}
