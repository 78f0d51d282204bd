// How long one search by likeness takes in WebAssembly, on a page of 1,000
// candidates: `node bench/likeness.mjs`. What is timed is
// likeness/src/lib.rs, built as the SDK is.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const CANDIDATES = 1000, WARM = 50, RUNS = 500;
const here = fileURLToPath(new URL("likeness", import.meta.url));
const target = "wasm32-unknown-unknown";
const folder = `${root}target/likeness`;

execFileSync("cargo", ["build", "--quiet", "--release", "--target", target, "--target-dir", folder], { cwd: here, stdio: "inherit" });
const wasm = readFileSync(`${folder}/${target}/release/likeness_bench.wasm`);
const { instance } = await WebAssembly.instantiate(wasm, {});
const { prepare, search } = instance.exports;
prepare(CANDIDATES);

const rows = [["there, reworded", 1], ["gone", 0]].map(([name, there]) => {
  for (let run = 0; run < WARM; run += 1) search(there);
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    search(there);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return [name, times[RUNS / 2], times[Math.floor(RUNS * 0.95)]];
});

const lines = [
  "# A search by likeness",
  "",
  "```sh\nnode bench/likeness.mjs\n```",
  "",
  `One recorded target against ${CANDIDATES} candidates, in WebAssembly built as the SDK is (Node ${process.versions.node}), ${RUNS} runs after ${WARM} to warm up. Our budget is 2 ms.`,
  "",
  "| the element is | median, ms | 95th percentile, ms |",
  "| --- | ---: | ---: |",
  ...rows.map(([name, median, high]) => `| ${name} | ${median.toFixed(2)} | ${high.toFixed(2)} |`),
  "",
];
writeFileSync(new URL("results/likeness.md", import.meta.url), lines.join("\n"));
console.log(lines.slice(6).join("\n"));
