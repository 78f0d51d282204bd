// Opens each page of each site in a browser and gets its cases for each redesign.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { chromium } from "playwright-core";

import { redesigns, sites } from "./pages.mjs";
import { serve } from "./server.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function browserPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
  if (!found) throw new Error(`no browser on PATH: looked for ${NAMES.join(', ')}`);
  return found;
}

function seed({ local = {}, session = {} }) {
  for (const [key, value] of Object.entries(local)) localStorage.setItem(key, JSON.stringify(value));
  for (const [key, value] of Object.entries(session)) sessionStorage.setItem(key, JSON.stringify(value));
}

/** Opens one page as its customer sees it; throws on any error of the page. */
export async function open(browser, origin, state, { path, prepare }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await context.addInitScript(seed, state);
  // The pages start the SDK; here only its collecting is wanted.
  await context.route("**/alongside/script.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(origin + path);
  await prepare?.(page);
  return { page, errors, close: () => context.close() };
}

export const launch = () => chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox", "--disable-gpu"] });

/** `root`: the project; `each(site, redesign, pageName, cases)` gets what a page gave. Answers with the browser's version. */
export async function visit(root, each) {
  const browser = await launch();
  try {
    for (const { site, state, pages } of sites) {
      const server = await serve([
        ["/-/redesigns/", join(root, "bench", "redesigns")],
        ["/-/js/", join(root, "js")],
        ["/", join(root, "www", site)],
      ]);
      for (const redesign of redesigns) {
        for (const one of pages) {
          const name = one.name ?? one.path;
          const { page, errors, close } = await open(browser, server.origin, state, one);
          const cases = await page.evaluate(
            async (given) => (await import("/-/redesigns/harness/page.js")).run(given),
            { site, redesign, path: one.path, frame: one.frame, only: one.only },
          ).catch((error) => { throw new Error(`${site} ${redesign} ${name}: ${error.message}`); });
          if (errors.length > 0) throw new Error(`${site} ${redesign} ${name}: ${errors[0].message}`);
          await close();
          each(site, redesign, name, cases);
        }
      }
      server.close();
    }
    return browser.version();
  } finally {
    await browser.close();
  }
}
