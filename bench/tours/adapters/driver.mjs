// driver.js as https://driverjs.com/docs says, with its defaults.

export const about = {
  title: "driver.js",
  package: "driver.js",
  styles: ["driver.js/dist/driver.css"],
  offers: ["click", "skip"],
  note: "waits for a late target only when a step says `waitForElement`",
};

export async function mount() {
  const { driver } = await import("driver.js");
  let tour;
  const part = (name) => document.querySelector(`.driver-popover .driver-popover-${name}`);
  return {
    start(steps) {
      tour = driver({ steps: steps.map(step) });
      tour.drive();
    },
    bubbles: () => [...document.querySelectorAll(".driver-popover")],
    button: (kind) => part({ next: "next-btn", back: "prev-btn", close: "close-btn" }[kind]),
    stop: () => tour?.destroy(),
  };
}

function step({ target, title, text, ends, missing }) {
  return {
    element: target,
    popover: { title, description: text },
    ...(ends === "click" && { advanceOnClick: true }),
    ...(missing === "skip" && { skipMissingElement: true }),
  };
}
