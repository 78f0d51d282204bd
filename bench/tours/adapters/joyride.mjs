// react-joyride as https://react-joyride.com/docs says. Two settings are not its
// defaults, since without them there is no tour to look at: `continuous` gives it
// a Next button, and `skipBeacon` shows the step and not a dot to be clicked first.

export const about = {
  title: "react-joyride",
  package: "react-joyride",
  offers: ["skip", "told"],
  note: "`continuous` and `skipBeacon` set; waits a second for a late target",
};

/** A page that uses this has React already, and what React leaves on the document. */
export async function prepare() {
  const { createRoot } = await import("react-dom/client");
  createRoot(document.createElement("div"));
}

export async function mount() {
  const { createElement } = await import("react");
  const { createRoot } = await import("react-dom/client");
  const { Joyride } = await import("react-joyride");
  const told = [];
  let root;
  let place;
  const stop = () => {
    root?.unmount();
    place?.remove();
    root = place = undefined;
  };
  const onEvent = ({ type }) => type.startsWith("error:") && told.push(type);
  return {
    start(steps) {
      stop();
      place = document.body.appendChild(document.createElement("div"));
      root = createRoot(place);
      const options = { skipBeacon: true };
      root.render(createElement(Joyride, { run: true, continuous: true, options, onEvent, steps: steps.map(step) }));
    },
    bubbles: () => [...document.querySelectorAll(".react-joyride__tooltip")],
    button(kind) {
      const own = { next: "primary", back: "back", close: "close" };
      return document.querySelector(`.react-joyride__tooltip [data-action=${own[kind]}]`);
    },
    stop,
    told: () => told,
  };
}

function step({ target, title, text }) {
  return { target, title, content: text };
}
