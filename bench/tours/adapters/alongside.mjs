// Ours, from the built package, as README.md says.

export const about = {
  title: "alongside",
  package: "../../pkg",
  offers: ["role", "text", "click", "valid", "place", "event", "skip", "message", "stop", "told", "heal", "resume", "tabs"],
};

/** `plan`: the steps of a tour that the page knows on every load. */
export async function mount(plan) {
  // Served beside the page, as a site serves it; not bundled.
  const { start, fingerprint } = await import("/pkg/index.js");
  const flows = plan && { version: 2, flows: [{ id: "tour", steps: plan.map(step) }] };
  const handle = await start({ flows });
  const told = [];
  const healed = [];
  handle.on("problem", ({ reason, message }) => told.push(reason ?? message));
  handle.on("flow", ({ because, outcome }) => because && outcome !== "completed" && told.push(because));
  try {
    handle.on("heal", (heal) => healed.push(heal));
  } catch {
    // A build from before targets healed.
  }
  const inside = (selector) =>
    [...document.querySelectorAll("alongside-overlay, dialog alongside-overlay")].flatMap((host) => [
      ...(host.shadowRoot?.querySelectorAll(selector) ?? []),
    ]);
  return {
    start(steps) {
      const ended = handle.guide(steps ? { id: "tour", steps: steps.map(step) } : "tour");
      ended.catch((error) => told.push(`refused: ${error.message ?? error}`));
    },
    bubbles: () => inside(".card"),
    button(kind) {
      const own = { next: ".feet .main:not([hidden])", back: ".feet .quiet:not([hidden])", close: ".close:not(.help)" };
      return inside(`.card ${own[kind]}`).at(-1) ?? null;
    },
    stop: () => handle.stop(),
    told: () => told,
    healed: () => healed,
    fingerprint,
  };
}

function step({ ends = "next", missing, within, ...rest }) {
  const wait = (missing || within) && { for: within, then: missing };
  return { ...rest, done: ends, ...(wait && { wait }) };
}
