// The machine's own Chromium, and what its page tells.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

import { Misuse } from "./misuse.js";
import { tells } from "./page.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** What the page calls with everything it tells. */
export const TELL = "__alongsideVerify";

/** Where a file of a peer dependency is: beside this package, or in the project that one stands in. */
function peer(name, file = name) {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), "package.json"))]) {
    try {
      return createRequire(from).resolve(file);
    } catch {
      // The next one may have it.
    }
  }
  throw new Misuse(`${name} is missing: install it with \`npm install --save-dev ${name}\``);
}

export const axeSource = () => readFileSync(peer("axe-core", "axe-core/axe.min.js"), "utf8");

function executable(given) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = given ? [given] : [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES];
  const found = places.find((file) => existsSync(file));
  if (!found) throw new Misuse(given ? `--browser: ${given} is not there` : `no browser found: looked for ${NAMES.join(", ")}; name one with --browser`);
  return found;
}

/** Starts the browser; `open(told)` opens a page of a customer who was never here, and `told(kind, detail)` hears what happens in it, also over page loads. */
export async function launch({ browser: given, viewport, phone, locale }) {
  const { chromium } = createRequire(import.meta.url)(peer("playwright-core"));
  // A container's root can't have Chromium's sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: executable(given), args }).catch((error) => {
    throw new Misuse(`the browser can't be started: ${error.message.split("\n")[0]}`);
  });
  return {
    async open(told) {
      const context = await browser.newContext({ viewport, hasTouch: phone, isMobile: phone, locale, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.exposeFunction(TELL, told);
      await page.addInitScript(tells, TELL);
      return { page, close: () => context.close() };
    },
    close: () => browser.close(),
  };
}
