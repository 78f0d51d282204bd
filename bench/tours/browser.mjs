// The browser: Chromium as it is found on the machine.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** `more`: what a bench needs to be switched on besides; `instead`: gives the program that runs this one. */
export async function launch(more = [], instead = (program) => program) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error(`no browser on PATH: one of ${NAMES.join(", ")} is needed`);
  return chromium.launch({
    executablePath: instead(found),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", ...more],
    // A page must come back from the cache as it does for customers.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
}
