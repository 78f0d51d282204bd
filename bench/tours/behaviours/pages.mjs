// Pages and steps that several cases share.

export const style = `
  body { margin: 0; padding: 24px; font: 16px/1.4 sans-serif; }
  /* Away from the middle of the screen, where some bubbles go that found nothing. */
  .room { padding: 40px 60px; }
  .tall { height: 1600px; }
  button, input { font: inherit; padding: 8px 12px; }
`;

/** Two buttons with room around them, and what a click on them does. */
export const shop = `
  <h1>Shop</h1>
  <div class=room>
    <button id=pay>Pay now</button>
    <p>Or think about it.</p>
    <button id=later>Pay later</button>
  </div>`;

export const counting = `
  window.clicks = {};
  document.addEventListener("click", ({ target }) => {
    const id = target.id || target.closest?.("[id]")?.id;
    if (id) window.clicks[id] = (window.clicks[id] ?? 0) + 1;
  });`;

/** Steps at both buttons of the shop; called in the page. */
export const twoSteps = () => [
  { target: "#pay", title: "One", text: "The first." },
  { target: "#later", title: "Two", text: "The second." },
];

/** The same as a plan that the page knows on every load. */
export const twoPlanned = twoSteps();
