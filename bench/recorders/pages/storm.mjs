// A storm of changes all over a large page, a few at a time. What is out of sight is not
// drawn, as pages of this size have it: no task of the page's own is long.

import { dice, pick } from "./words.mjs";

const AT_ONCE = 200;

/** Before the recorder starts: from now on only what is seen is drawn. */
export function outOfSight() {
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = ".grid > * { content-visibility: auto; contain-intrinsic-size: auto 200px }";
}

/** Makes so many changes of texts, attributes and nodes; gives the last text. */
export async function storm(changes) {
  const roll = dice();
  const cards = [...document.querySelectorAll(".card")];
  for (let made = 0; made < changes; made++) {
    if (made % AT_ONCE === 0) await new Promise((done) => setTimeout(done));
    const card = pick(roll, cards);
    const kind = roll();
    if (kind < 0.4) card.querySelector(".card-title").firstChild.data = `changed ${made}`;
    else if (kind < 0.7) card.setAttribute("data-sku", `sku-${made}`);
    else if (kind < 0.85) {
      const badge = document.createElement("span");
      badge.className = "badge badge-new";
      badge.textContent = `new ${made}`;
      card.querySelector(".card-actions").append(badge);
    } else card.querySelector(".badge-new")?.remove();
  }
  const text = "the storm is over";
  cards.at(-1).querySelector(".card-title").firstChild.data = text;
  return text;
}
