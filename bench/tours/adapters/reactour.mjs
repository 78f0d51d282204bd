// @reactour/tour as https://docs.react.tours says, with its defaults.

export const about = {
  title: "@reactour/tour",
  package: "@reactour/tour",
  offers: [],
};

/** A page that uses this has React already, and what React leaves on the document. */
export async function prepare() {
  const { createRoot } = await import("react-dom/client");
  createRoot(document.createElement("div"));
}

export async function mount() {
  const { createElement: h } = await import("react");
  const { createRoot } = await import("react-dom/client");
  const { TourProvider } = await import("@reactour/tour");
  let root;
  let place;
  const stop = () => {
    root?.unmount();
    place?.remove();
    root = place = undefined;
  };
  // A selector or an element; it takes no function.
  const step = ({ target, title, text }) => ({
    selector: typeof target === "function" ? target() : target,
    content: h("div", null, h("h3", null, title), h("p", null, text)),
  });
  return {
    start(steps) {
      stop();
      place = document.body.appendChild(document.createElement("div"));
      root = createRoot(place);
      root.render(h(TourProvider, { steps: steps.map(step), defaultOpen: true }));
    },
    bubbles: () => [...document.querySelectorAll(".reactour__popover")],
    button(kind) {
      const own = {
        next: '[aria-label="Go to next step"]',
        back: '[aria-label="Go to prev step"]',
        close: ".reactour__close-button",
      };
      return document.querySelector(`.reactour__popover ${own[kind]}`);
    },
    stop,
  };
}
