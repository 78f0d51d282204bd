// The demo's pages after each of the redesigns that `bench/` has of them. These are made in the browser, of pages
// and not of sites: some of their forms lead nowhere, so that what counts is how far the targets are found.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { here, root, verify } from "./run.mjs";

const REDESIGNS = ["components", "copy", "rebuild"];
/** The demo's pages as they are redesigned have styles of their own. */
const POLICY = "object-src 'none'";

/** Walks a flow of a redesigned site, with the documents of `flows` in place of its own. */
function walks(site, redesign, flow, flows) {
  const apply = `<script type="module" src="/-/apply.js?${site}/${redesign}"></script>`;
  const mounts = [["/-/apply.js", join(here, "apply.js")], ["/-/", join(root, "bench", "redesigns")]];
  if (flows) mounts.unshift(["/flows.json", flows]);
  return verify({
    site: join(root, "www", site), path: "/", policy: POLICY, name: `${site}-${redesign}${flows ? "-recorded" : ""}`, mounts,
    change: (page) => page.replace("</body>", `${apply}</body>`),
  }, "--flow", flow, "--data", join(here, "redesigned.json"), "--timeout", flows ? "4" : "12");
}

/** The steps whose targets were healed, in their order. */
const healed = (said) => [...said.matchAll(/^warning {2}healed {2}\w+: ([\w-]+), likeness/gm)].map(([, step]) => step);

for (const redesign of REDESIGNS) {
  test(`recorded targets of the bank are found again: ${redesign}`, async () => {
    const { said } = await walks("bank", redesign, "transfer", join(here, "recorded", "bank.json"));
    assert.deepEqual(healed(said), ["payee", "iban", "amount", "review"], said);
  });

  test(`recorded targets of the shop are found again: ${redesign}`, async () => {
    const { said } = await walks("shop", redesign, "return", join(here, "recorded", "shop.json"));
    assert.deepEqual(healed(said), ["order", "send"], said);
  });
}

for (const [site, redesign, flow, step, target] of [
  ["bank", "copy", "transfer", "payee", 'label "Name of the payee"'],
  ["shop", "rebuild", "buy", "choose", 'css "main .shelf"'],
]) {
  test(`a target that was written by hand and is gone is named: ${site}, ${redesign}`, async () => {
    const { code, said } = await walks(site, redesign, flow);
    assert.equal(code, 1, said);
    assert.match(said, new RegExp(`^FAIL {2}${step} {2}`, "m"));
    assert.ok(said.includes(`missing: flow "${flow}", step "${step}": target ${target}: no element on this page fits`), said);
  });
}
