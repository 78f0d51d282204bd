// `import { lint } from "alongside/lint"`, in Node.
import { report } from "./report.js";

/** @type {import("./index.d.ts").lint} */
export function lint(documents, options) {
  return JSON.parse(report(documents, options).json());
}
