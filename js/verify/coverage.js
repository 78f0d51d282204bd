// What a document has for a flow, and no walk has come to.

/** The ids of steps: their own, or those that the page gives them. */
const ids = (steps, unnamed) => steps.map(({ id }, at) => id || `${unnamed}-${at + 1}`);

const isGoal = ({ goal }) => goal !== undefined;

/** The moves that a way to the goal can have: from each the goal can still be come to. */
function moves(document, goal) {
  const all = document.moves ?? [];
  const leading = new Set([goal]);
  for (let size = 0; size !== leading.size;) {
    size = leading.size;
    for (const { from = [], to } of all) if (leading.has(to)) for (const place of from) leading.add(place);
  }
  // Nobody goes on from the goal.
  return all.filter(({ from = [], to }) => leading.has(to) && !(from.length && from.every((place) => place === goal)));
}

/** What can come between: flows that lead over what goes wrong in this one. */
function detours(document, { id, steps = [] }) {
  const waits = steps.map(({ wait }) => wait?.then?.detour);
  const own = (document.detours ?? []).filter(({ for: only }) => !only?.length || only.includes(id)).map(({ flow }) => flow);
  return [...own, ...waits].filter((flow) => flow && flow !== id);
}

/** One part of the document: by its name when none of its steps was reached, else by those that were not. */
const missing = (name, steps, isReached) => {
  const left = steps.filter((step) => !isReached(step));
  return left.length === steps.length ? [name] : left.map((step) => `step ${step} of ${name}`);
};

/** The moves, steps and detours that none of the steps shown belongs to, by name; `settings`: { id, goal }. */
export function unreached(document, { id, goal }, shown) {
  const flows = document.flows ?? [];
  const isGoing = (flow) => flow.startsWith("go:") || flows.some((each) => each.id === flow && isGoal(each));
  const known = flows.find((flow) => flow.id === id) ?? (goal && { id, goal });
  const left = [];
  const waiting = known ? [known] : [];
  const named = new Set(waiting);
  for (const flow of waiting) {
    const name = flow === known ? `flow ${flow.id}` : `detour ${flow.id}`;
    if (!shown.some((each) => each.flow === flow.id)) {
      left.push(name);
      continue;
    }
    const parts = isGoal(flow) ? moves(document, flow.goal) : [];
    for (const { from = [], to, steps } of parts) {
      const isReached = (step) => shown.some((each) => each.step === step && isGoing(each.flow));
      left.push(...missing(`move ${from.join(", ") || "any page"} → ${to}`, ids(steps, `${from.length === 1 ? from[0] : "any"}-${to}`), isReached));
    }
    if (!isGoal(flow)) left.push(...missing(name, ids(flow.steps ?? [], "step"), (step) => shown.some((each) => each.flow === flow.id && each.step === step)));
    const between = [...detours(document, flow), ...parts.flatMap((move) => detours({}, { ...move, id: flow.id }))];
    for (const next of between.map((each) => flows.find((one) => one.id === each))) {
      if (next && !named.has(next)) {
        named.add(next);
        waiting.push(next);
      }
    }
  }
  return [...new Set(left)];
}
