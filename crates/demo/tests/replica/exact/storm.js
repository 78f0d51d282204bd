// More changes than anybody makes on purpose: the copy is late, and ends exact.

import { narrow } from "./changes/index.js";
import { chance } from "./world.js";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Rows of five nodes each. */
const rows = (count, from) => {
  const all = document.createDocumentFragment();
  for (let at = 0; at < count; at++) {
    const row = document.createElement("div");
    const [name, amount] = [document.createElement("b"), document.createElement("i")];
    row.className = at % 2 ? "odd" : "even";
    name.textContent = `Row ${from + at}`;
    amount.textContent = String((from + at) * 7 % 1000);
    row.append(name, amount);
    all.append(row);
  }
  return all;
};

/**
 * `nodes` are inserted, moved and removed. `early`: they are there when the
 * recording begins, and the page changes during the first walk.
 */
export async function storm({ seed, nodes, early }, observed) {
  const by = chance(seed, 0);
  // The storm is of rows; what else a page can hold has tests of its own.
  narrow(document, ["tree"]);
  const ground = document.querySelector("#ground");
  const [left, right] = [document.createElement("section"), document.createElement("section")];
  // The page is long enough; how rows are laid out is not what is tested.
  left.style.contain = right.style.contain = "strict";
  ground.append(left, right);
  const count = nodes / 5;
  let done = 0;
  let changes = 0;
  const shuffle = (times) => {
    for (let at = 0; at < times; at++) {
      const holder = by.likely(0.5) ? left : right;
      const row = holder.children[by.int(holder.children.length)];
      if (!row) continue;
      changes++;
      const dice = by.int(10);
      if (dice < 4) (holder === left ? right : left).insertBefore(row, by.likely(0.5) ? null : (holder === left ? right : left).firstChild);
      else if (dice < 6) row.remove();
      else if (dice < 8) row.firstChild.firstChild.data = `Changed ${at}`;
      else row.className = `c${by.int(9)}`;
    }
  };
  if (early) left.append(rows(count, 0));
  const starting = observed("show");
  let observation;
  starting.then((found) => { observation = found; });
  if (early) {
    // From before the walk until it is over and longer.
    const end = performance.now() + 1500;
    while (!observation || performance.now() < end) {
      shuffle(100);
      await pause(0);
    }
  } else {
    await starting;
    while (done < count) {
      const burst = Math.min(count - done, 2000);
      (by.likely(0.5) ? left : right).append(rows(burst, done));
      done += burst;
      shuffle(600);
      await pause(by.likely(0.3) ? 60 : 0);
    }
  }
  const differences = await observation.settled({ boxes: false }, 8000);
  observation.stop();
  return { differences, changes, elements: document.querySelectorAll("*").length };
}
