// Mistakes in flow documents, found by the same Rust as in `cargo xtask lint`.
import { readFileSync } from "node:fs";

import { initSync, Report } from "./alongside_lint.js";

initSync({ module: readFileSync(new URL("./alongside_lint_bg.wasm", import.meta.url)) });

/** What is wrong with the documents of a site, as `{ file, text }` each. */
export function report(documents, { goals = [], allow = [] } = {}) {
  return Report.of(documents.map(({ file }) => file), documents.map(({ text }) => text), goals, allow);
}
