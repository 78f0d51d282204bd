// `alongside lint` as the npm package has it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { lint } from "../../pkg/lint/index.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "alongside-lint-"));

/** A sound document, but for a text without German and a place that leads nowhere. */
const WARNED = `{
  "version": 3,
  "flows": [{ "id": "buy", "title": { "en": "Buy", "de": "Kaufen" }, "goal": "paid" }],
  "places": [{ "id": "help", "path": "/help" }, { "id": "paid", "path": "/paid", "title": { "en": "Paid" } }, { "id": "shelf", "path": "/", "entry": true }],
  "moves": [
    { "from": ["shelf"], "to": "paid", "steps": [{ "target": "#pay", "title": { "en": "Pay", "de": "Zahlen" } }] },
    { "from": ["shelf"], "to": "help", "steps": [{ "target": "#help", "title": { "en": "Help", "de": "Hilfe" } }] }
  ]
}`;

function program(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "pkg/cli.js"), "lint", ...args], { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}

writeFileSync(join(folder, "warned.json"), WARNED);
writeFileSync(join(folder, "broken.json"), `{ "version": 3 }`);

for (const site of ["bank", "shop"]) {
  test(`the demo's ${site} has no finding`, () => {
    const { status, stdout } = program(join(ROOT, "www", site, "flows.json"), "--deny-warnings");
    assert.deepEqual({ status, stdout }, { status: 0, stdout: "nothing found\n" });
  });
}

test("findings are told for people, and warnings alone do not fail", () => {
  const { status, stdout } = program("warned.json");
  assert.match(stdout, /^warned\.json:4:14: warning\[dead-end\]: places\[0\]: no moves lead from `help`.*\n  fix: add a move /);
  assert.match(stdout, /\n0 errors, 2 warnings\n$/);
  assert.equal(status, 0);
  assert.equal(program("warned.json", "--deny-warnings").status, 1);
});

test("a goal of the site's code is no dead end", () => {
  assert.match(program("warned.json", "--goal", "help").stdout, /\n0 errors, 1 warning\n$/);
});

test("a warning can be allowed, and an error can't", () => {
  assert.match(program("warned.json", "--allow", "dead-end").stdout, /\n0 errors, 1 warning\n$/);
  const { status, stderr } = program("warned.json", "--allow", "same-id");
  assert.deepEqual({ status, stderr }, { status: 2, stderr: "alongside lint: --allow: expected a warning, found `same-id`, which is an error and can't be allowed\n" });
});

test("errors fail, and programs read JSON", () => {
  const { status, stdout } = program("broken.json", "warned.json", "--format", "json");
  assert.equal(status, 1);
  const [{ file, rule, severity, fix }] = JSON.parse(stdout);
  assert.deepEqual({ file, rule, severity, fix }, { file: "broken.json", rule: "unreadable", severity: "error", fix: "add the field `flows`" });
});

test("a wrong use is one sentence", () => {
  for (const [args, said] of [
    [[], "alongside lint: expected a flow document, found no file\n"],
    [["nowhere.json"], "alongside lint: nowhere.json can't be read (ENOENT)\n"],
    [["warned.json", "--format", "xml"], "alongside lint: --format: expected text or json, found `xml`\n"],
  ]) {
    const { status, stderr } = program(...args);
    assert.deepEqual({ status, stderr }, { status: 2, stderr: said });
  }
});

test("the function finds the same", () => {
  const documents = [{ file: "warned.json", text: WARNED }];
  assert.deepEqual(lint(documents), JSON.parse(program("warned.json", "--format", "json").stdout));
  assert.deepEqual(lint(documents, { goals: ["help"] }).map(({ rule, path }) => [rule, path]), [["missing-language", "places[1].title.de"]]);
  assert.deepEqual(lint(documents, { allow: ["dead-end", "missing-language"] }), []);
  assert.throws(() => lint(documents, { allow: ["unreadable"] }), /expected a warning, found `unreadable`/);
});
