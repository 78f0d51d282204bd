// A library that does everything wrong, to check the cases: none may pass with it.
// Its bubble lands in the corner and stays there, takes clicks, keys and the focus,
// doubles, and leaves traces.

export const about = {
  title: "broken",
  package: "esbuild",
  offers: ["role", "text", "click", "valid", "place", "event", "skip", "message", "stop", "told", "heal", "resume", "tabs"],
};

export async function mount() {
  let count = 0;
  const bubbles = () => [...document.querySelectorAll(".broken")];
  const show = (steps) => {
    const bubble = document.createElement("div");
    bubble.className = "broken";
    bubble.style.cssText = "position: fixed; left: 0; top: 0; width: 90px; height: 20px; direction: ltr";
    bubble.textContent = steps[Math.min(count++, steps.length - 1)].title;
    for (const kind of ["next", "back", "close"]) bubble.append(Object.assign(document.createElement("button"), { name: kind }));
    document.body.append(bubble);
  };
  const swallow = (event) => {
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  return {
    start(steps = [{ title: "One" }]) {
      localStorage.setItem("broken", "1");
      for (const name of ["click", "keydown", "scroll"]) addEventListener(name, swallow, { capture: true });
      document.body.style.overflow = "hidden";
      document.querySelector("dialog")?.close();
      show(steps);
      bubbles().at(-1).querySelector("button").focus();
    },
    bubbles,
    button: (kind) => document.querySelector(`.broken [name=${kind}]`),
    stop() {},
    healed: () => [],
    fingerprint: () => ({}),
  };
}
