// Targets that were recorded, on a page that has been redesigned since.

import { must } from "../trial.mjs";
import { style } from "./pages.mjs";

const base = {
  group: "target",
  style,
  needs: "heal",
  html: `
    <h1>Basket</h1>
    <form class=room id=form>
      <label for=code>Voucher code</label> <input id=code name=voucher>
      <button id=apply type=button class="btn btn-light">Apply voucher</button>
      <a id=more href="/shop">Continue shopping</a>
      <button id=checkout class="btn btn-primary" type=submit>Proceed to checkout</button>
    </form>`,
};

const record = (t) =>
  t.run(async () => {
    window.recorded = await window.tour.fingerprint(document.querySelector("#checkout"));
  });

export const healing = [
  {
    ...base,
    name: "redesigned: found again, with a stated confidence",
    async check(t) {
      await t.open();
      await record(t);
      await t.run(() => {
        document.querySelector("#form").innerHTML = `
          <div class="row"><a class="link" id="c4" href="/shop">Continue shopping</a></div>
          <div class="row"><div class="cell"><button id="c7" class="button button--wide" type="submit">
            <span>Proceed to the checkout</span></button></div></div>
          <div class="row"><label>Voucher code <input name="voucher" id="c9"></label>
            <button id="c10" class="button" type="button">Apply voucher</button></div>`;
      });
      await t.start(() => [{ target: { fingerprint: window.recorded }, title: "One", text: "Go on." }]);
      await t.by("#c7", "One");
      const [heal] = await t.run(() => window.tour.healed());
      must(heal?.score > 0 && heal.score <= 1, "no confidence is stated");
      must(heal.changed?.includes("id") && heal.changed.includes("class"), "what changed is not stated");
    },
  },
  {
    ...base,
    name: "gone after a redesign: nothing else is pointed at",
    async check(t) {
      await t.open();
      await record(t);
      await t.run(() => document.querySelector("#checkout").remove());
      await t.start(() => [{ target: { fingerprint: window.recorded }, title: "One", text: "Go on." }]);
      const guessed = async () => {
        for (const other of ["#apply", "#more", "#code"]) if (!(await t.away(other))) return `it points at ${other}`;
        return null;
      };
      await t.always(guessed, 2_000);
      await t.told(10_000);
    },
  },
];
