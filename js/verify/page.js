// What runs in the page: each function stands alone, for it is sent there as text.

/** Before the page's own scripts: hands on the events of Alongside, and violations of the page's policy. */
export function tells(name) {
  // What is walked for a test is nothing that a customer did: it is not recorded.
  window[Symbol.for("alongside.verify")] = true;
  const tell = (kind, detail) => window[name](kind, JSON.parse(JSON.stringify(detail ?? null)));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, disposition }) => {
    const source = document.querySelector("script[src*='alongside']")?.src;
    tell("violation", { violatedDirective, blockedURI, sourceFile, disposition, source, page: location.pathname });
  });
  let alongside = window.alongside;
  const listens = (given) => given?.ready?.then((handle) => {
    for (const kind of ["step", "flow", "route", "heal", "problem"]) handle.on(kind, (detail) => tell(kind, detail));
    tell("started");
  }, (error) => tell("failed", String(error)));
  // Heard from its first moment: what a page load goes on with comes at once.
  Object.defineProperty(window, "alongside", {
    configurable: true,
    get: () => alongside,
    set: (given) => { listens(alongside = given); },
  });
}

/**
 * Where the walk stands: the step, the card, and where the ring is; `null` while Alongside is not there. `last`: the
 * step that came on last; the card is about it when there is a notice in place of a target.
 */
export async function state(last) {
  // Why it did not start is told by the event.
  const handle = await window.alongside?.ready?.catch(() => null);
  const root = document.querySelector("alongside-overlay")?.shadowRoot;
  if (!handle || !root) return null;
  const card = root.querySelector("[role=dialog].card");
  const notice = card?.querySelector("#notice").textContent;
  const lines = handle.explain();
  const step = lines.find(({ shown }) => shown) ?? (notice && lines.find((line) => line.flow === last?.flow && line.step === last.step));
  if (!step || !card?.checkVisibility()) return { path: location.pathname };
  const { left, top, right, bottom } = root.querySelector(".spot").getBoundingClientRect();
  const buttons = [...card.querySelectorAll(".feet button")];
  return {
    ...step,
    path: location.pathname + location.hash,
    title: card.querySelector("#title").textContent,
    notice,
    pointed: right > left && bottom > top,
    buttons: buttons.filter((button) => button.checkVisibility()).map((button) => buttons.indexOf(button)),
  };
}

/** The element that the ring is around, as one sees it: the ring is drawn a little larger. */
export function pointedAt() {
  const ring = document.querySelector("alongside-overlay").shadowRoot.querySelector(".spot").getBoundingClientRect();
  const SPACE = 6;
  const NEAR = 4;
  const sides = ["left", "top", "right", "bottom"];
  const outward = { left: -SPACE, top: -SPACE, right: SPACE, bottom: SPACE };
  const all = (root) => [...root.querySelectorAll("*")].flatMap((each) => [each, ...(each.shadowRoot && each.localName !== "alongside-overlay" ? all(each.shadowRoot) : [])]);
  const within = all(document).filter((each) => {
    const box = each.getBoundingClientRect();
    // A side that is out of the window is drawn at its border.
    const end = { left: innerWidth, top: innerHeight, right: innerWidth, bottom: innerHeight };
    return sides.every((side) => Math.abs(box[side] + outward[side] - ring[side]) <= NEAR
      || ring[side] <= NEAR && box[side] <= NEAR + SPACE || ring[side] >= end[side] - NEAR && box[side] >= end[side] - NEAR - SPACE);
  });
  // Of several of one size the control is meant, or else the innermost.
  return within.find((each) => each.matches("button, a[href], input, select, textarea, summary, [role]")) ?? within.at(-1) ?? null;
}

/** What an element is to a customer, and whether they can get at it. */
export function described(element) {
  // A link over two lines has a box for each; between them is something else.
  const { left, top, right, bottom } = [...element.getClientRects()].find(({ width, height }) => width * height > 0) ?? element.getBoundingClientRect();
  const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
  const isSeen = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const above = isSeen ? element.getRootNode().elementFromPoint(x, y) : null;
  const isFree = above && (element.contains(above) || [...(element.labels ?? [])].some((label) => label.contains(above)));
  const isField = element.matches("input:not([type=submit], [type=button], [type=image], [type=reset]), select, textarea");
  const legend = element.closest("fieldset, [role=radiogroup]")?.querySelector("legend");
  const name = (element.getAttribute("aria-label") ?? (isField ? "" : legend ?? element).textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 40);
  const isControl = element.matches("button, a[href], summary, input, select, textarea, [role=button], [role=link], [role=tab], [role=menuitem]");
  return {
    kind: isField ? "field" : isControl ? "control" : "area",
    words: `${element.localName}${element.id ? `#${element.id}` : name ? ` “${name}”` : ""}`,
    obstacle: !isSeen ? "it is out of sight" : isControl && !isFree ? `it is covered by ${above?.localName ?? "something"}` : null,
  };
}

/** The required fields of the element's form that are empty, radio buttons as one; `own`: the element alone. Each with its element. */
export function fieldsOf(element, own) {
  const form = element.form ?? element.closest("form") ?? element.querySelector("form");
  const named = (field) => [field.id, field.name, field.getAttribute("aria-label"), ...[...(field.labels ?? [])].map((label) => label.textContent)];
  const legend = (field) => field.closest("fieldset, [role=radiogroup]")?.querySelector("legend")?.textContent;
  const isEmpty = (field) => (field.type === "radio" ? !form.querySelector(`[name="${CSS.escape(field.name)}"]:checked`) : field.type === "checkbox" ? !field.checked : !field.value);
  const fields = own ? [element] : [...(form?.elements ?? [])].filter((field) => field.required && !field.disabled && isEmpty(field));
  return fields
    .filter((field, at) => field.type !== "radio" || fields.findIndex(({ name }) => name === field.name) === at)
    .map((field) => ({
      element: field,
      tag: field.localName,
      type: field.type,
      names: field.type === "radio" ? [field.name, legend(field)] : named(field),
    }));
}

/** The choices of the element's form that are drawn with roles and have no answer: of several one, or one to tick. */
export function drawnOf(element) {
  const form = element.form ?? element.closest("form") ?? element.querySelector("form");
  const all = [...document.querySelectorAll("[role=radio], [role=checkbox]")].filter((each) => !each.matches("input"));
  const isOn = (each) => each.getAttribute("aria-checked") === "true";
  const words = (each) => {
    const labelled = (each.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent).filter(Boolean).join(" ");
    return [each.value, each.dataset.value, each.getAttribute("aria-label"), labelled, ...[...(each.labels ?? [])].map((label) => label.textContent), each.textContent]
      .filter(Boolean).map((text) => text.replace(/\s+/g, " ").trim());
  };
  const own = (selector) => [...(form?.querySelectorAll(selector) ?? [])];
  const groups = own("[role=radiogroup]").map((group) => [group, all.filter((each) => group.contains(each))]);
  const boxes = own("[role=checkbox]").filter((each) => all.includes(each)).map((each) => [each, [each]]);
  return [...groups, ...boxes].filter(([, choices]) => choices.length && !choices.some(isOn)).map(([named, choices]) => ({
    names: [named.id, ...words(named)],
    isBox: named === choices[0],
    choices: choices.map(words),
    elements: choices,
  }));
}

/** The radio button of a group that has this value or label, or `null`. */
export function choiceOf(radio, wanted) {
  const group = [...(radio.form?.elements ?? radio.getRootNode().querySelectorAll("input"))].filter(({ type, name }) => type === "radio" && name === radio.name);
  return group.find(({ value, labels }) => value === wanted || [...labels].some((label) => label.textContent.trim() === wanted)) ?? null;
}

/** What can be pressed in an area and says these words: all of them, or else among others; `null` when nothing does. */
export function saying(area, words) {
  const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim().toLowerCase();
  const all = (root) => [...root.querySelectorAll("*")].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const seen = all(area).filter((each) => each.matches("a[href], button, input[type=submit], input[type=button], [role=button], label, summary") && each.checkVisibility({ visibilityProperty: true }));
  const said = (each) => [each.innerText, each.value, each.getAttribute("aria-label")].filter((text) => typeof text === "string").map(plain);
  return seen.find((each) => said(each).includes(plain(words))) ?? seen.find((each) => said(each).some((text) => text.includes(plain(words)))) ?? null;
}
