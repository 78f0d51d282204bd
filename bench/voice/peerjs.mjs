// A plain call by PeerJS: the customer's page calls, the agent's answers with a microphone
// that is open already, a page that was in a call calls again when it loads, and one that is
// told to talk to somebody else hangs up and calls them.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { person } from "./person.mjs";
import { start } from "./program.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const manifest = join(here, "..", "node_modules", "peerjs", "package.json");
const { version } = JSON.parse(readFileSync(manifest, "utf8"));
export const about = { name: "peerjs", title: `peerjs ${version}` };

/** Its servers, a customer and an agent: on this machine, or each where a network has them. */
export async function open(network) {
  const port = `${network?.ports[3] ?? 0}`;
  const command = [process.execPath, join(here, "peerjs", "server.mjs"), port, JSON.stringify(network?.ice() ?? [])];
  const { said, stop } = await start([...(network?.internet.within ?? []), ...command], "listening");
  const address = `http://localhost:${/\d+/.exec(said)[0]}`;
  const ready = async (one, who) => {
    await one.page.goto(`${address}/${who}`);
    await one.page.waitForFunction(() => document.title === "ready");
    return one;
  };
  const customer = await person(network?.customer);
  const agent = await ready(await person(network?.agent), "agent");
  const people = [customer, agent];
  return {
    customer,
    agent,
    ways: ["a page load"],
    async prepare() {
      await ready(customer, "customer");
    },
    call: { page: customer.page, button: "#call" },
    answer: { page: agent.page, button: "#answer" },
    hangUp: () => customer.page.click("#end"),
    load: () => customer.page.reload(),
    async hires() {
      this.colleague = await ready(await person(network?.agent), "colleague");
      people.push(this.colleague);
    },
    handOver: () => agent.page.click("#transfer"),
    async close() {
      await Promise.all(people.map((one) => one.close()));
      stop();
    },
  };
}
