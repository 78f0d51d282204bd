// intro.js as https://introjs.com/docs says, with its defaults.

export const about = {
  title: "intro.js",
  package: "intro.js",
  styles: ["intro.js/introjs.css"],
  offers: [],
};

export async function mount() {
  const { default: introJs } = await import("intro.js");
  let tour;
  return {
    start(steps) {
      tour = introJs.tour();
      tour.setOptions({ steps: steps.map(step) }).start();
    },
    bubbles: () => [...document.querySelectorAll(".introjs-tooltip")],
    button(kind) {
      const own = { next: "nextbutton", back: "prevbutton", close: "skipbutton" };
      return document.querySelector(`.introjs-tooltip .introjs-${own[kind]}`);
    },
    stop: () => tour?.exit(true),
  };
}

function step({ target, title, text }) {
  // A selector or an element; it takes no function.
  return { element: typeof target === "function" ? target() : target, title, intro: text };
}
