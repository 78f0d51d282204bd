// Every public name as a team uses it; `tsc` must accept all of it.
import { load, start, type AlongsideEvents, type Flow, type FlowDocument, type FlowOutcome, type Handle } from "alongside";
import { createReplica, record, type Recording } from "alongside/observe";

const document1: FlowDocument = {
  version: 1,
  flows: [
    {
      id: "open",
      title: { en: "Open", de: "Öffnen" },
      reason: "buy",
      start: "/open/",
      steps: [
        { target: "#start", title: "Start", done: "click" },
        { id: "name", place: "/open/*", target: { label: "Name" }, title: "Name", text: "Yours.", placement: "bottom", done: "valid", missing: "skip" },
        { target: { role: "button", name: "Continue" }, title: "Go on", done: { place: "/done" } },
        { target: { css: "main", testId: "x", text: "y" }, title: "Paid", done: { event: "paid" } },
      ],
    },
  ],
};

export async function use(): Promise<FlowOutcome> {
  await load("/alongside_bg.wasm");
  const handle: Handle = await start({
    site: "northbank",
    relay: "wss://relay.example/customer",
    flows: ["/flows.json", document1],
    locale: "en",
    consent: "granted",
    privacy: { level: "mask-inputs", rules: { ".balance": "hide" } },
    theme: { scheme: "auto", accent: "#06c", onAccent: "white", font: "Inter" },
    phone: "+353 20 913 0142",
    signals: { hesitation: 5000 },
  });
  const off: () => void = handle.on("reason", ({ reason, confidence }: AlongsideEvents["reason"]) => console.log(reason, confidence));
  handle.on("signal", (signal) => signal.kind === "rage-click");
  handle.context.set({ reason: "buy", plan: "gold", seats: 3 });
  handle.identify({ name: "Jane", id: "4711" });
  handle.identify("Jane");
  handle.consent("denied");
  handle.talk();
  handle.chat();
  const why: string[] = handle.explain().map((one) => one.because);
  console.log(why);
  off();
  const element = document.querySelector("#a");
  if (element) void handle.guide({ steps: [{ target: element, title: "This" }, { target: () => element, title: "And this" }] });
  const outcome = await handle.guide("open");
  handle.next();
  handle.back();
  handle.stop();
  return outcome;
}

export async function observe(frame: HTMLIFrameElement): Promise<void> {
  const replica = await createReplica(frame);
  const recording: Recording = await record({ emit: (bytes: Uint8Array) => replica.apply(bytes), privacy: "mask-all-text" });
  const late: Uint8Array | undefined = recording.snapshot();
  if (late) replica.apply(late);
  recording.stop();
}

export const flow: Flow = document1.flows[0]!;

export const wrong: FlowDocument = {
  version: 1,
  // @ts-expect-error a step needs a target
  flows: [{ id: "x", steps: [{ title: "No target" }] }],
};
