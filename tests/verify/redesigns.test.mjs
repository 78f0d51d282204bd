// The demo's flows as they were recorded, walked to their ends over each of the redesigns that `bench/` has of the
// demo's pages. The redesigns are made in the browser, after the site's own script, which goes on working (`keep.js`).
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import * as bankCopy from "../../bench/redesigns/bank/copy/index.js";
import * as bankRebuild from "../../bench/redesigns/bank/rebuild/words.js";
import * as shopCopy from "../../bench/redesigns/shop/copy/index.js";
import * as shopRebuild from "../../bench/redesigns/shop/rebuild/words.js";
import { here, root, verify, work } from "./run.mjs";

/** The demo's pages as they are redesigned have styles of their own. */
const POLICY = "object-src 'none'";

/** Where the redesigned sites have their pages. */
const ADDRESSES = {
  bank: { components: {}, copy: bankCopy.ADDRESSES, rebuild: bankRebuild.ADDRESSES },
  shop: { components: {}, copy: shopCopy.ADDRESSES, rebuild: shopRebuild.ADDRESSES },
};

/** Walks a flow of a redesigned site, with the documents of `flows` in place of its own. */
function walks(site, redesign, flow, flows) {
  const apply = `<script type="module" src="/-/apply.js?${site}/${redesign}"></script>`;
  const mounts = [["/-/apply.js", join(here, "apply.js")], ["/-/keep.js", join(here, "keep.js")], ["/-/", join(root, "bench", "redesigns")]];
  if (flows) mounts.unshift(["/flows.json", flows]);
  const moved = Object.entries(ADDRESSES[site][redesign]).filter(([, now]) => now.startsWith("/")).map(([old, now]) => [now, old]);
  return verify({
    site: join(root, "www", site), path: "/", policy: POLICY, name: `${site}-${redesign}-${flow}`, mounts, moved: Object.fromEntries(moved),
    // The SDK sees the redesigned page from the first moment.
    change: (page) => page.replace('<script src="/alongside/', '<script type="text/later" src="/alongside/').replace("</body>", `${apply}</body>`),
  }, "--flow", flow, "--data", join(here, "redesigned", `${site}.json`), "--timeout", "12");
}

/** The steps that were healed, in their order. */
const healed = (said) => [...said.matchAll(/^warning {2}healed {2}[\w-]+: ([\w-]+), likeness/gm)].map(([, step]) => step);

const recorded = (site) => JSON.parse(readFileSync(join(here, "recorded", `${site}.json`), "utf8"));

/** The recorded document with some targets of a flow written anew, and steps put in before others. */
function mended(site, redesign, flow, { targets = {}, before = {} }) {
  const document = recorded(site);
  const own = document.flows.find(({ id }) => id === flow);
  own.steps = own.steps.flatMap((step) => [...before[step.id] ?? [], { ...step, target: targets[step.id] ?? step.target }]);
  const path = join(work, `${site}-${redesign}-${flow}.json`);
  writeFileSync(path, JSON.stringify(document));
  return path;
}

/** What a team writes anew after a redesign: what is said and built in another way at once, or is gone. */
const ANEW = {
  "bank rebuild transfer": { targets: { confirm: "#payment_confirm" } },
  "bank rebuild open-account": { targets: { choose: "#next-step", review: "#finish" } },
  "bank rebuild dispute": { targets: { payment: "main button[value=p3]" } },
  "shop copy buy": { targets: { choose: { role: "link", name: "Tarn flask" } } },
  "shop rebuild buy": {
    targets: { add: "#buy", "to-basket": { role: "link", name: "Open cart" }, delivery: "#to-payment", pay: "#submit-payment" },
    before: { pay: [{ id: "year", place: "/checkout/payment.html", target: "#expiry select[name=Year]", title: "Until when your card is valid" }] },
  },
};

for (const site of ["bank", "shop"]) {
  for (const { id: flow, steps } of recorded(site).flows) {
    for (const redesign of Object.keys(ADDRESSES[site])) {
      test(`${flow} of the ${site} is walked to its end, and recorded targets are found again: ${redesign}`, async () => {
        const anew = ANEW[`${site} ${redesign} ${flow}`] ?? {};
        const { code, said } = await walks(site, redesign, flow, mended(site, redesign, flow, anew));
        assert.equal(code, 0, said);
        assert.match(said, new RegExp(`^passed: flow ${flow}, `, "m"));
        assert.deepEqual(healed(said), steps.map(({ id }) => id).filter((id) => !Object.hasOwn(anew.targets ?? {}, id)), said);
      });
    }
  }
}

for (const [flow, step] of [["transfer", "confirm"], ["dispute", "payment"]]) {
  test(`a recorded target that is like nothing any more is named: ${flow}`, async () => {
    const { code, said } = await walks("bank", "rebuild", flow, join(here, "recorded", "bank.json"));
    assert.equal(code, 1, said);
    assert.match(said, new RegExp(`^FAIL {2}${step} `, "m"));
    assert.ok(said.includes(`unsure: flow "${flow}", step "${step}"`), said);
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
