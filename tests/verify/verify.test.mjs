// `alongside verify` as a web team runs it: the package's program, in a real browser.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { here, root, verify, work } from "./run.mjs";
import { STRICT } from "./server.mjs";

const pages = join(here, "pages");

test("the shop's flow is walked to the order, over a declined card", async () => {
  const { code, said } = await verify(
    { site: join(root, "www", "shop"), path: "/p/tarn-bottle.html", name: "shop" },
    "--flow", "buy", "--data", join(here, "shop.json"), "--document", join(root, "www", "shop", "flows.json"),
  );
  assert.equal(code, 0, said);
  assert.match(said, /^ok {4}declined: other-card {2}/m);
  assert.match(said, /^passed: flow buy/m);
  assert.doesNotMatch(said, /not reached/);
});

for (const [site, flow, viewport] of [
  ["bank", "open-account", "desktop"], ["bank", "open-account", "phone"], ["bank", "transfer", "phone"],
  ["bank", "dispute", "desktop"], ["shop", "return", "phone"],
]) {
  test(`the ${site}'s flow ${flow} is walked to its end, ${viewport}`, async () => {
    const { code, said } = await verify(
      { site: join(root, "www", site), path: "/", name: `${flow}-${viewport}` },
      "--flow", flow, "--data", join(here, `${site}.json`), "--viewport", viewport,
    );
    assert.equal(code, 0, said);
    assert.match(said, new RegExp(`^passed: flow ${flow}, \\d+ steps, 0 warnings`, "m"));
  });
}

test("a target that is not there fails the walk, with step, target, reason and picture", async () => {
  const { code, said, out, junit } = await verify({ site: pages, path: "/missing.html", name: "missing" }, "--flow", "missing");
  assert.equal(code, 1, said);
  assert.match(said, /^FAIL {2}pay {2}/m);
  assert.match(said, /reason {2}missing: .*Pay now/);
  assert.ok(existsSync(join(out, "missing-pay.png")), said);
  assert.match(junit, /<testcase classname="alongside\.missing" name="pay"[^>]*><failure /);
});

test("a healed target is a warning, and its patch applies", async () => {
  cpSync(join(pages, "healed.json"), join(work, "healed.json"));
  const { code, said, out } = await verify(
    { site: pages, path: "/healed.html", name: "healed" }, "--flow", "healed", "--document", "healed.json",
  );
  assert.equal(code, 0, said);
  assert.match(said, /^warning {2}healed {2}healed: pay, /m);
  const applied = spawnSync("git", ["apply", join(out, "healed.patch")], { cwd: work, encoding: "utf8" });
  assert.equal(applied.status, 0, applied.stderr);
  const [step] = JSON.parse(readFileSync(join(work, "healed.json"), "utf8")).flows[0].steps;
  assert.equal(step.target.fingerprint.id, "checkout-pay");
});

test("a policy that forbids a part of ours fails the walk and is named", async () => {
  const policy = STRICT.replace(" 'wasm-unsafe-eval'", "");
  const { code, said } = await verify({ site: pages, path: "/missing.html", policy, name: "policy" }, "--flow", "missing");
  assert.equal(code, 1, said);
  assert.match(said, /Content-Security-Policy of \/missing\.html forbids script-src/);
});

test("a wrong use is one sentence and another exit code", async () => {
  const { code, said } = await verify({ site: pages, path: "/missing.html", name: "wrong" });
  assert.equal(code, 2);
  assert.equal(said, "alongside verify: expected one of --flow and --goal\n");
});
