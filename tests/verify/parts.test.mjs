// Parts of `alongside verify` that need no browser.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { TestData, walks } from "../../js/verify/data.js";
import { healed, rooted } from "../../js/verify/patch.js";
import { Told } from "../../js/verify/told.js";
import { root } from "./run.mjs";

const DOCUMENT = `{
  "version": 3,
  "flows": [{ "id": "pay", "steps": [
    { "done": { "present": { "fingerprint": { "tag": "p" } } }, "target": { "fingerprint": { "tag": "a", "text": "\\"}[" } }, "title": "A" },
    { "id": "send", "target": { "fingerprint": { "tag": "b" } }, "title": "B" }
  ] }],
  "moves": [{ "from": ["shelf"], "to": "basket", "steps": [{ "target": { "fingerprint": { "tag": "m" } }, "title": "M" }] }]
}`;

test("the target's fingerprint is the one that is replaced, also of steps without an id", () => {
  const now = { tag: "new" };
  for (const [flow, step, of] of [
    ["pay", "step-1", (document) => document.flows[0].steps[0]],
    ["pay", "send", (document) => document.flows[0].steps[1]],
    ["buy", "shelf-basket-1", (document) => document.moves[0].steps[0]],
  ]) {
    const expected = JSON.parse(DOCUMENT);
    of(expected).target.fingerprint = now;
    assert.deepEqual(JSON.parse(healed(DOCUMENT, { flow, step, new: now })), expected, step);
  }
  assert.equal(healed(DOCUMENT, { flow: "pay", step: "none", new: now }), null);
});

test("a patch names its file from the root of the repository", () => {
  const expected = "www/shop/flows.json";
  for (const file of [join(root, expected), join(root, "www/../www/shop/./flows.json")]) assert.equal(rooted(file), expected);
});

test("a walk's own values stand before those of all, by whichever name", () => {
  const [{ data }] = walks({ card: "shared", size: "M", walks: { one: { "Card number": ["first", "second"] } } }, "https://shop.example/");
  const values = new TestData(data);
  assert.deepEqual([1, 2, 3].map(() => values.next(["card", "Card number"])), ["first", "second", "second"]);
  assert.equal(values.next(["size"]), "M");
  assert.equal(values.next(["colour"]), undefined);
});

test("what the page's policy refuses is no progress of the flow", () => {
  const told = new Told();
  told.hear("violation", {});
  assert.equal(told.count(), 0);
  told.hear("step", { flow: "pay", step: "send" });
  assert.equal(told.count(), 1);
});
