// `alongside verify` as a web team runs it: the package's program, in a real browser.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { walks } from "../../js/verify/data.js";
import { here, root, verify, work } from "./run.mjs";
import { STRICT } from "./server.mjs";

const pages = join(here, "pages");

test("the shop's flow is walked from three places, over a declined card, and nothing of the document is left", async () => {
  const { code, said, junit } = await verify(
    { site: join(root, "www", "shop"), path: "/", name: "shop" },
    "--flow", "buy", "--data", join(here, "buy.json"), "--document", join(root, "www", "shop", "flows.json"), "--strict",
  );
  assert.equal(code, 0, said);
  assert.match(said, /^walk {2}declined card$[^]*^ok {4}declined: other-card {2}[^]*^walk {2}empty basket$[^]*^ok {4}look-around {2}/m);
  assert.match(said, /^passed: flow buy, 3 walks, /m);
  assert.doesNotMatch(said, /not reached/);
  assert.match(junit, /<testcase classname="alongside\.buy" name="good card: pay" [^]*<testcase classname="alongside\.declined" name="declined card: other-card" /);
});

test("a place is gone to: the document's safe steps are done for the customer", async () => {
  const { code, said } = await verify(
    { site: join(root, "www", "shop"), path: "/p/tarn-bottle.html", name: "goal" }, "--goal", "basket", "--data", join(here, "shop.json"),
  );
  assert.equal(code, 0, said);
  assert.match(said, /^ok {4}add {2}/m);
  assert.match(said, /^passed: flow basket, 1 step, /m);
});

test("a target that does not come is skipped or gone round as the document says, and what no walk reached is named", async () => {
  const { code, said, junit } = await verify(
    { site: pages, path: "/visit.html", name: "visit" },
    "--flow", "visit", "--data", join(here, "visit.json"), "--document", join(pages, "visit.json"),
  );
  assert.equal(code, 0, said);
  const [start, middle] = said.split(/^walk {2}in the middle$/m);
  assert.match(start, /^ok {4}begin [^]*^ok {4}unfold: show [^]*^ok {4}number [^]*^ok {4}finish [^]*^ok {4}home /m);
  assert.match(start, /^warning {2}missing {2}visit: offer, it is skipped/m);
  assert.match(start, /^warning {2}invisible {2}visit: number, the detour is taken/m);
  assert.match(middle, /^ok {4}unfold: show [^]*^skip {2}begin {2}it held already/m);
  assert.match(junit, /name="in the middle: begin" time="0\.000"><skipped /);
  assert.deepEqual(said.match(/(?<=^warning {2}not reached {2}).*/gm), ["step offer of flow visit", "detour full"], said);
});

test("with --strict what no walk reached fails", async () => {
  const { code, said, junit } = await verify(
    { site: pages, path: "/visit-form.html", name: "strict" },
    "--flow", "visit", "--data", join(here, "shop.json"), "--document", join(pages, "visit.json"), "--strict",
  );
  assert.equal(code, 1, said);
  assert.match(said, /^FAIL {2}not reached {2}detour full$/m);
  assert.match(junit, /name="not reached {2}detour full"[^>]*><failure /);
});

test("where the document has the flow stop, the step and its target are named", async () => {
  const { code, said } = await verify({ site: pages, path: "/visit-form.html", name: "stops" }, "--flow", "stops");
  assert.equal(code, 1, said);
  assert.match(said, /^FAIL {2}offer [^]*reason {2}missing: .*No, thank you/m);
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

test("a document is fetched from where pages have it, and the patch is of what was fetched", async () => {
  const walk = { site: pages, path: "/healed.html", name: "fetched" };
  const { code, said, out } = await verify(walk, "--flow", "healed", "--document", "SITE/healed.json");
  assert.equal(code, 0, said);
  assert.doesNotMatch(said, /not reached/);
  const applied = spawnSync("git", ["apply", join(out, "healed.patch")], { cwd: work, encoding: "utf8" });
  assert.equal(applied.status, 0, applied.stderr);
  const [step] = JSON.parse(readFileSync(join(out, "flows.json"), "utf8")).flows[0].steps;
  assert.equal(step.target.fingerprint.id, "checkout-pay");
  const none = await verify(walk, "--flow", "healed", "--document", "SITE/none.json");
  assert.deepEqual([none.code, none.said.replace(/:\d+\//, "/")], [2, "alongside verify: --document: http://localhost/none.json can't be fetched (404)\n"]);
});

test("fields and buttons are those of the step, whatever else the page has", async () => {
  writeFileSync(join(work, "order.json"), JSON.stringify({ choose: "tarn bottle", "Full name": "Ada Morgan", Town: "York" }));
  const { code, said } = await verify(
    { site: pages, path: "/shadow.html", name: "shadow" }, "--flow", "order", "--data", "order.json",
  );
  assert.equal(code, 0, said);
});

test("a walk that can't go on has its JUnit, and leaves nothing of the walk before", async () => {
  const out = join(work, "stale");
  mkdirSync(out);
  for (const file of ["junit.xml", "healed.patch", "order-send.png", "own.png"]) writeFileSync(join(out, file), "of yesterday");
  writeFileSync(join(work, "nothing.json"), JSON.stringify({ choose: "nothing that is there" }));
  const { code, said, junit } = await verify(
    { site: pages, path: "/shadow.html", name: "stale" }, "--flow", "order", "--data", "nothing.json",
  );
  assert.equal(code, 1, said);
  assert.match(said, /nothing to press in it says “nothing that is there”/);
  assert.match(junit, /<failure /);
  const left = ["healed.patch", "order-send.png", "order-choose.png", "own.png"].filter((file) => existsSync(join(out, file)));
  assert.deepEqual(left, ["order-choose.png", "own.png"]);
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

test("a list of walks that is none is named", () => {
  assert.throws(() => walks({ walks: [] }, "http://localhost/"), { message: "--data: `walks`: expected an object of walks by name" });
  assert.throws(() => walks({ walks: { one: 1 } }, "http://localhost/"), { message: "--data: `walks`: `one`: expected an object of values" });
});

test("a walk's own values stand before the shared ones, and its page is one of the site's", () => {
  assert.deepEqual(walks({ a: 1, b: 2, walks: { one: { site: "/c", b: 3 } } }, "http://localhost/x"), [
    { walk: "one", site: "http://localhost/c", data: [{ b: 3 }, { a: 1, b: 2 }] },
  ]);
});
