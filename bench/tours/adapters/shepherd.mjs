// shepherd.js as https://docs.shepherdjs.dev says: the settings of its first
// example (overlay, scroll to the target) and the buttons it shows there, since
// a step has none by itself.

export const about = {
  title: "shepherd.js",
  package: "shepherd.js",
  styles: ["shepherd.js/dist/css/shepherd.css"],
  offers: ["click", "skip"],
  note: "waits for a late target only when a step says `waitForElement`",
};

export async function mount() {
  const { default: Shepherd } = await import("shepherd.js");
  let tour;
  return {
    start(steps) {
      tour = new Shepherd.Tour({
        useModalOverlay: true,
        defaultStepOptions: { scrollTo: true, cancelIcon: { enabled: true } },
      });
      const buttons = [
        { text: "Back", secondary: true, action: tour.back },
        { text: "Next", action: tour.next },
      ];
      for (const each of steps) tour.addStep({ ...step(each), buttons });
      tour.start();
    },
    bubbles: () => [...document.querySelectorAll(".shepherd-element")],
    button(kind) {
      const own = {
        next: ".shepherd-button:not(.shepherd-button-secondary)",
        back: ".shepherd-button-secondary",
        close: ".shepherd-cancel-icon",
      };
      // Steps that were shown stay in the document, unseen.
      const all = [...document.querySelectorAll(`.shepherd-element ${own[kind]}`)];
      return all.find((element) => element.checkVisibility()) ?? null;
    },
    stop: () => tour?.isActive() && tour.cancel(),
  };
}

function step({ target, title, text, ends, missing }) {
  return {
    attachTo: { element: target, on: "bottom" },
    title,
    text,
    ...(ends === "click" && typeof target === "string" && { advanceOn: { selector: target, event: "click" } }),
    ...(missing === "skip" && { skipMissingElement: true }),
  };
}
