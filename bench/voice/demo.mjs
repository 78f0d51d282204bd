// The demo: a bank, the relay and the agents' console, with data of its own.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { atTheEnd, start } from "./program.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = join(root, "target", "debug", "alongside-demo");

/** Starts it: on free ports of this machine, or on the internet of a network. */
export async function demo(network) {
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`cargo xtask demo\` once`);
  const data = mkdtempSync(join(tmpdir(), "alongside-bench-"));
  const forget = atTheEnd(() => rmSync(data, { recursive: true, force: true }));
  const ports = (network?.ports ?? [0, 0, 0]).slice(0, 3);
  const flags = ["relay", "bank", "shop"].flatMap((name, index) => [`--${name}-port`, `${ports[index]}`]);
  const turn = network && { ALONGSIDE_DEMO_TURN: network.turn, ALONGSIDE_DEMO_TURN_SECRET: network.secret };
  const command = [...(network?.internet.within ?? []), program, ...flags, "--data-dir", data];
  const { said, stop } = await start(command, "Ctrl-C", { cwd: root, env: { ...process.env, ...turn } });
  const all = (name) => [...said.matchAll(new RegExp(`${name}\\s+(\\S+)`, "g"))].map((found) => found[1]);
  const passwords = all("Password");
  return {
    bank: all("Bank")[0],
    console: all("Console")[0],
    agents: all("Name").map((name, index) => ({ name, password: passwords[index] })),
    stop() {
      stop();
      forget();
    },
  };
}
