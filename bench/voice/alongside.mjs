// Our call: the demo's bank and console, as a customer and an agent use them.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { demo, root } from "./demo.mjs";
import { person } from "./person.mjs";

const { version } = JSON.parse(readFileSync(join(root, "pkg", "package.json"), "utf8"));
export const about = { name: "alongside", title: `alongside ${version}` };

/** Pages of the bank, gone through in turn. */
const PAGES = ["accounts.html", "transfer.html", "help.html"];

/** The demo, a customer and an agent: on this machine, or each where a network has them. */
export async function open(network) {
  const site = await demo(network);
  const customer = await person(network?.customer);
  const agent = await logsIn(site, 0, network);
  const people = [customer, agent];
  let visited = 0;
  /** Who has the customer in the end. */
  let last = agent;
  /** The document in front: with the shell, the one in its frame. */
  const front = () => customer.page.frames().at(-1);
  return {
    customer,
    agent,
    ways: ["a link to the next page", "a reload"],
    /** On a page, about to call. */
    async prepare() {
      last = agent;
      await customer.page.goto(site.bank);
      await customer.page.click("[data-testid=launcher]");
      await customer.page.waitForSelector("[data-testid=talk]");
    },
    call: { page: customer.page, button: "[data-testid=talk]" },
    answer: { page: agent.page, button: "[data-testid=accept]" },
    async hangUp() {
      await front().click("[data-testid=hang-up]");
      await isAt(last, "ended");
      for (const { page } of new Set([agent, last])) await page.getByRole("button", { name: "Put away" }).click();
    },
    async load(way) {
      // Of the window, whatever is shown in it: the call must come back by itself.
      if (way === "a reload") return customer.page.reload();
      const page = new URL(PAGES[visited++ % PAGES.length], site.bank).href;
      await front().evaluate((page) => {
        const link = Object.assign(document.createElement("a"), { href: page, textContent: "on" });
        document.body.append(link);
        link.click();
      }, page);
    },
    /** A second agent, to hand the customer over to. */
    async hires() {
      this.colleague = await logsIn(site, 1, network);
      people.push(this.colleague);
    },
    async handOver() {
      await agent.page.click("[data-testid=hand-over]");
      await agent.page.click("[data-testid=hand-over-send]");
      await this.colleague.page.click("[data-testid=offer-accept]");
      await Promise.all([isAt(this.colleague, "active"), isAt(agent, "ended")]);
      last = this.colleague;
    },
    async close() {
      await Promise.all(people.map((one) => one.close()));
      site.stop();
    },
  };
}

async function logsIn(site, which, network) {
  const agent = await person(network?.agent);
  const { name, password } = site.agents[which];
  await agent.page.goto(site.console);
  await agent.page.fill("[data-testid=login-name]", name);
  await agent.page.fill("[data-testid=login-password]", password);
  await agent.page.click("[data-testid=login-submit]");
  await agent.page.waitForSelector("[data-testid=presence-toggle][aria-checked=true]");
  return agent;
}

const isAt = ({ page }, stage) => page.waitForSelector(`[data-testid=engagement-stage][data-stage=${stage}]`);
