// Every public name as a team uses it; `tsc` must accept all of it.
import {
  fingerprint,
  load,
  start,
  type AlongsideEvents,
  type Condition,
  type DataLayerEntry,
  type EventTest,
  type Explanation,
  type Fingerprint,
  type Flow,
  type FlowDocument,
  type FlowOutcome,
  type Handle,
  type InlineFlow,
  type Otherwise,
  type PageAmount,
  type PageContext,
  type Placement,
  type SignalDetail,
  type SignalRule,
  type Step,
  type Target,
  type Test,
  type Wait,
} from "alongside";
import { author, type Author } from "alongside/author";
import { lint, type Finding, type LintDocument, type LintOptions, type LintRule } from "alongside/lint";
import { createReplica, record, type Recording } from "alongside/observe";

const atLeastOne: Test = { atLeast: 1, atMost: 9, not: 3, exists: true };
const changed: EventTest = { name: "cart:changed", where: { "basket.items": atLeastOne, "basket.code": "gold" } };
const pay: Target = { role: "button", name: "Pay now" };

const conditions: Condition[] = [
  "next",
  "click",
  "valid",
  { place: "/app#/paid" },
  { present: pay },
  { gone: "#spinner" },
  { enabled: { testId: "pay" } },
  { event: "paid" },
  { event: changed },
  { context: { plan: "gold", seats: atLeastOne, trial: false } },
  { all: ["click", { gone: "#spinner" }] },
  { any: ["next", { all: ["valid", { event: "checked" }] }] },
  { not: { present: "#error" } },
];

const recorded: Fingerprint = {
  tag: "input",
  type: "email",
  name: "email",
  label: "Email",
  ariaLabel: "",
  neighbourText: "Where we send the receipt",
  testId: "email",
  attributes: { autocomplete: "email" },
};

const otherwise: Otherwise[] = ["message", "skip", "stop", { detour: "sign-in" }];
const placements: Placement[] = ["auto", "top", "bottom", "start", "end"];
const patient: Wait = { for: 8000, then: { detour: "sign-in" } };

const steps: Step[] = [
  { target: "#start", title: "Start", done: "click" },
  { id: "name", place: "/open/*", target: { label: "Name" }, title: { en: "Name", ar: "الاسم" }, text: "**Yours**, {plan}.", placement: "bottom", done: "valid", wait: { then: "skip" } },
  { target: pay, title: "Go on", done: { any: ["next", { place: "/done" }] }, wait: patient },
  { target: { css: "main", testId: "x", text: "y" }, title: "Paid", done: { event: changed }, wait: { for: 500 } },
  { target: { fingerprint: recorded }, title: "Found again" },
  { target: { testId: "email", fingerprint: recorded }, title: "By hand first" },
  ...conditions.map((done): Step => ({ target: "#a", title: "A", done })),
  ...otherwise.map((then): Step => ({ target: "#a", title: "A", wait: { then } })),
  ...placements.map((placement): Step => ({ target: "#a", title: "A", placement })),
];

const document2: FlowDocument = {
  $schema: "./node_modules/alongside/flow.schema.json",
  version: 2,
  flows: [{ id: "open", title: { en: "Open", de: "Öffnen" }, reason: "buy", start: "/open/", steps }],
};

const when: SignalRule[] = [
  { signal: "rage-click", then: "offer-help" },
  { signal: ["validation-error", "hesitation"], on: "iban", place: "/transfer/*", then: { flow: "open" }, atMost: 2 },
  { signal: "failed-request", then: "tell-agent" },
];

export async function use(): Promise<FlowOutcome> {
  await load("/alongside_bg.wasm");
  const handle: Handle = await start({
    site: "northbank",
    relay: "wss://relay.example/customer",
    flows: ["/flows.json", document2],
    locale: "en",
    consent: "granted",
    privacy: { level: "mask-inputs", rules: { ".balance": "hide" } },
    pictures: "never",
    theme: { scheme: "auto", accent: "#06c", onAccent: "white", font: "Inter" },
    phone: "+353 20 913 0142",
    voice: { keepOverPageLoads: false },
    signals: { hesitation: 5000, rageClicks: 4, slowPage: 2500, off: ["exit-intent"] },
    when,
  });
  const off: () => void = handle.on("reason", ({ reason, confidence }: AlongsideEvents["reason"]) => console.log(reason, confidence));
  handle.on("signal", ({ signal, on, cause, evidence, takenBack }: SignalDetail) => {
    const clicks: number | undefined = evidence.clicks;
    if (signal === "rage-click" && cause === "no-answer" && !takenBack) console.log(on, clicks);
  });
  handle.on("step", ({ flow, step, outcome }) => outcome === "missing" && console.log(flow, step));
  handle.on("heal", ({ flow, step, score, old, new: found, changed }) => {
    const percent: number = score * 100;
    const before: unknown[] = changed.map((property) => old[property]);
    const accepted: Step = { id: step, target: { fingerprint: found }, title: "Pay" };
    console.log(flow, percent, before, accepted);
  });
  handle.on("problem", ({ message, flow, step, reason }) => {
    if (reason === "ambiguous" || reason === "unsure" || reason === "missing" || reason === "invisible") console.warn(message, flow, step);
  });
  document.addEventListener("alongside:step", ({ detail }) => detail.outcome === "done" && console.log(detail.flow, detail.step));
  document.addEventListener("alongside:flow", ({ detail }) => console.log(detail.flow, detail.outcome));
  const layer: DataLayerEntry[] = [];
  const unplug: () => void = handle.dataLayer(layer);
  unplug();
  handle.context.set({ reason: "buy", plan: "gold", seats: 3 });
  handle.identify({ name: "Jane", id: "4711" });
  handle.identify("Jane");
  handle.consent("denied");
  handle.flows(["/flows.json", "/members.json"]);
  handle.flows("/next.json", { preview: true });
  handle.talk();
  handle.chat();
  const page: PageContext | undefined = handle.pageContext();
  const total: PageAmount | undefined = page?.basket?.total;
  if (page?.product?.stock === "out" || (page?.form && page.form.errors > 0)) console.log(page.trail.join(" › "), total?.amount, page.step?.of);
  const why: string[] = handle.explain().filter((one: Explanation) => !one.shown).map((one) => one.because);
  console.log(why);
  const fitting: number = handle.matches("#pay") + handle.matches({ role: "button", name: "Pay" });
  const open: Author = await author(handle, { document: "/flows.json" });
  console.log(fitting);
  open.close();
  off();
  const element = document.querySelector("#a");
  if (element) {
    const print: Fingerprint = await fingerprint(element);
    const inline: InlineFlow = {
      steps: [
        { target: element, title: "This" },
        { target: () => element, title: "And this", wait: { then: "stop" } },
        { target: { fingerprint: print }, title: "And this again", done: { context: { plan: { is: "gold" } } } },
      ],
    };
    void handle.guide(inline);
  }
  const outcome = await handle.guide("open");
  handle.next();
  handle.back();
  handle.stop();
  return outcome;
}

export async function observe(frame: HTMLIFrameElement): Promise<void> {
  const replica = await createReplica(frame, { sources: ["https://cdn.example"] });
  const recording: Recording = await record({ emit: (bytes: Uint8Array) => replica.apply(bytes), privacy: "mask-all-text" });
  recording.snapshot();
  recording.check();
  recording.stop();
}

export const flow: Flow = document2.flows[0]!;

const linted: LintDocument = { file: "flows.json", text: JSON.stringify(flow) };
const aimed: LintOptions = { goals: ["basket"] };
export const found: Finding[] = lint([linted], aimed);
export const worst: [LintRule, string, number, number, string][] = found
  .filter(({ severity }) => severity === "error")
  .map(({ rule, file, line, column, path, problem, fix }) => [rule, file, line, column, `${path}: ${problem}; ${fix}`]);

// @ts-expect-error no such rule
export const unruly: LintRule = "long-flow";

export const wrong: FlowDocument = {
  version: 2,
  // @ts-expect-error a step needs a target
  flows: [{ id: "x", steps: [{ title: "No target" }] }],
};

// @ts-expect-error what version 1 had in place of `wait`
export const old: Step = { target: "#a", title: "A", missing: "skip" };

// @ts-expect-error a fingerprint has no value
export const typed: Fingerprint = { tag: "input", value: "typed" };

export const mistaken: Condition[] = [
  // @ts-expect-error no such condition
  "clicked",
  // @ts-expect-error a test is not a list
  { context: { plan: ["gold", "silver"] } },
  // @ts-expect-error a detour is no condition
  { detour: "sign-in" },
];

// @ts-expect-error no such signal
export const unheard: SignalRule = { signal: "angry-click", then: "offer-help" };

// @ts-expect-error nothing else can be done
export const undone: SignalRule = { signal: "rage-click", then: "reload" };
