// What lies above what.

import { counting, shop, style } from "./pages.mjs";
import { must, sleep } from "../trial.mjs";

const base = { group: "stack", style, html: shop, script: counting };

const dialog = `
  <button id=open>Open</button>
  <dialog id=dialog style="width: 500px; height: 420px">
    <p>Your order</p>
    <input id=name aria-label=Name>
    <p style="padding: 120px 0 0 150px"><button id=save>Save</button></p>
  </dialog>`;
const opening = `${counting}
  document.querySelector("#open")?.addEventListener("click", () => document.querySelector("#dialog").showModal());`;
const isOpen = () => document.querySelector("#dialog").open;

const menu = `
  <h1>Shop</h1>
  <button id=more popovertarget=menu>More</button>
  <div id=menu popover style="inset: 160px auto auto 300px; width: 200px; padding: 20px">
    <p><button id=pay>Pay now</button></p>
    <p><button id=later>Pay later</button></p>
  </div>`;
const isMenuOpen = () => document.querySelector("#menu").matches(":popover-open");
const inMenu = () => [
  { target: "#pay", title: "One", text: "The first." },
  { target: "#later", title: "Two", text: "The second." },
];

export const stack = [
  {
    ...base,
    name: "a target inside a modal dialog: visible, clickable, and the dialog stays open",
    html: dialog,
    script: opening,
    async check(t) {
      await t.open();
      await t.run(() => document.querySelector("#dialog").showModal());
      await t.start(() => [
        { target: "#name", title: "One", text: "Your name." },
        { target: "#save", title: "Two", text: "And save." },
      ]);
      await t.by("#name", "One");
      await t.press("next");
      await t.by("#save", "Two");
      await t.click("#save");
      must((await t.run(() => window.clicks.save)) === 1, "the click does not reach the target");
      must(await t.run(isOpen), "the dialog closes");
    },
  },
  {
    ...base,
    name: "the step opens a modal dialog, and the next is inside it",
    needs: "click",
    html: dialog,
    script: opening,
    async check(t) {
      await t.open();
      await t.start(() => [
        { target: "#open", title: "One", text: "Open it.", ends: "click" },
        { target: "#name", title: "Two", text: "Your name." },
      ]);
      await t.by("#open", "One");
      await t.click("#open");
      await t.by("#name", "Two");
      must(await t.run(isOpen), "the dialog closes");
    },
  },
  {
    ...base,
    name: "a dialog that opens mid-step can be used, and the step is back after it",
    html: `${shop}<dialog id=dialog><p>Still there?</p><button id=yes>Yes</button></dialog>`,
    script: `${counting} document.querySelector("#yes").addEventListener("click", () => document.querySelector("#dialog").close());`,
    async check(t) {
      await t.open();
      await t.start(() => [{ target: "#pay", title: "One", text: "Pay here." }]);
      await t.by("#pay", "One");
      await t.run(() => document.querySelector("#dialog").showModal());
      await sleep(200);
      await t.click("#yes");
      await t.says(() => window.clicks.yes, 1, "the dialog can't be used");
      must(!(await t.run(isOpen)), "the dialog does not close");
      await t.by("#pay", "One");
      await t.press("close");
      await t.gone();
    },
  },
  {
    ...base,
    name: "a host at z-index 2147483647",
    html: `<div style="position: fixed; inset: 0; background: #fff; z-index: 2147483647">${shop}</div>`,
    async check(t) {
      await t.open();
      await t.start(() => [{ target: "#pay", title: "One", text: "Pay here." }]);
      await t.by("#pay", "One");
      await t.press("close");
      await t.gone();
    },
  },
  {
    ...base,
    name: "a popover=auto menu stays open when a step in it is shown",
    html: menu,
    async check(t) {
      await t.open();
      await t.click("#more");
      await t.start(inMenu);
      await t.by("#pay", "One");
      await sleep(300);
      must(await t.run(isMenuOpen), "the menu closes");
      await t.click("#pay");
      must((await t.run(() => window.clicks.pay)) === 1, "the click does not reach the target");
    },
  },
  {
    ...base,
    name: "a popover=auto menu stays open when the bubble's Next is clicked",
    html: menu,
    async check(t) {
      await t.open();
      await t.click("#more");
      await t.start(inMenu);
      await t.by("#pay", "One");
      await t.press("next");
      await t.by("#later", "Two");
      must(await t.run(isMenuOpen), "the menu closes");
    },
  },
];
