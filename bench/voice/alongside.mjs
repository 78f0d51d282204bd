// Our call: the demo's bank and console, as a customer and an agent use them.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { person } from "./person.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { version } = JSON.parse(readFileSync(join(root, "pkg", "package.json"), "utf8"));
export const about = { name: "alongside", title: `alongside ${version}` };

/** Pages of the bank, gone through in turn. */
const PAGES = ["accounts.html", "transfer.html", "help.html"];

/** The demo, a customer and an agent. */
export async function open() {
  const demo = await start();
  const [customer, agent] = await Promise.all([person(), person()]);
  await agent.page.goto(demo.console);
  await agent.page.fill("[data-testid=login-name]", demo.name);
  await agent.page.fill("[data-testid=login-password]", demo.password);
  await agent.page.click("[data-testid=login-submit]");
  await agent.page.waitForSelector("[data-testid=presence-toggle][aria-checked=true]");
  let visited = 0;
  /** The document in front: with the shell, the one in its frame. */
  const front = () => customer.page.frames().at(-1);
  return {
    customer,
    agent,
    ways: ["a link to the next page", "a reload"],
    /** On a page, about to call. */
    async prepare() {
      await customer.page.goto(demo.bank);
      await customer.page.click("[data-testid=launcher]");
      await customer.page.waitForSelector("[data-testid=talk]");
    },
    call: { page: customer.page, button: "[data-testid=talk]" },
    answer: { page: agent.page, button: "[data-testid=accept]" },
    async hangUp() {
      await front().click("[data-testid=hang-up]");
      await agent.page.waitForSelector("[data-testid=engagement-stage][data-stage=ended]");
      await agent.page.getByRole("button", { name: "Put away" }).click();
    },
    async load(way) {
      // Of the window, whatever is shown in it: the call must come back by itself.
      if (way === "a reload") return customer.page.reload();
      const page = new URL(PAGES[visited++ % PAGES.length], demo.bank).href;
      await front().evaluate((page) => {
        const link = Object.assign(document.createElement("a"), { href: page, textContent: "on" });
        document.body.append(link);
        link.click();
      }, page);
    },
    async close() {
      await Promise.all([customer.close(), agent.close()]);
      demo.stop();
    },
  };
}

/** Starts the demo on free ports, with its own data. */
async function start() {
  const program = join(root, "target", "debug", "alongside-demo");
  if (!existsSync(program)) throw new Error("target/debug/alongside-demo is missing: run `cargo xtask demo` once");
  const data = mkdtempSync(join(tmpdir(), "alongside-bench-"));
  const ports = ["--relay-port", "0", "--bank-port", "0", "--shop-port", "0"];
  const demo = spawn(program, [...ports, "--data-dir", data], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const told = await new Promise((done, fail) => {
    let text = "";
    demo.stdout.on("data", (more) => {
      text += more;
      if (text.includes("Ctrl-C")) done(text);
    });
    demo.on("exit", (code) => fail(new Error(`the demo ended with ${code}`)));
  });
  const of = (name) => new RegExp(`${name}\\s+(\\S+)`).exec(told)[1];
  return {
    bank: of("Bank"),
    console: of("Console"),
    name: of("Name"),
    password: of("Password"),
    stop() {
      demo.removeAllListeners("exit");
      demo.kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
