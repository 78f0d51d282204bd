//! TypeScript for what wasm-bindgen can't derive: options, events, outcomes. The
//! types of the flow document come from the Rust types in `alongside-protocol`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r##"
/** How much of the page an agent may see; what is inside only ever gets stricter. */
export type PrivacyLevel = "show" | "mask-inputs" | "mask-all-text" | "hide";

export interface PrivacyOptions {
  /** The level of the whole page; `mask-inputs` when not given. */
  level?: PrivacyLevel;
  /** Stricter levels by CSS selector. `data-alongside-privacy` does the same in markup. */
  rules?: Record<string, PrivacyLevel>;
}

export interface ThemeOptions {
  /** `auto` follows the system. */
  scheme?: "auto" | "light" | "dark";
  /** Colour of buttons and highlights, any CSS colour. */
  accent?: string;
  /** Colour of text on the accent; white when not given. */
  onAccent?: string;
  /** Font family; the system's when not given. */
  font?: string;
}

export interface VoiceOptions {
  /**
   * While a call is live the next page of the site opens in a frame over this one, so
   * that the call has no gap; `true` when not given. `docs/voice.md` says more.
   */
  keepOverPageLoads?: boolean;
}

/** When something counts as a struggle; `docs/signals.md` defines each kind. Times in milliseconds. */
export interface SignalOptions {
  /** Kinds that are not wanted. */
  off?: SignalKind[];
  /** Clicks on one target that make it rage: 3. */
  rageClicks?: number;
  /** Time in which they must fall: 1,000. */
  rageWindow?: number;
  /** CSS pixels they may be apart: 100. */
  rageDistance?: number;
  /** Time in which an answer to a click must have begun: 100. */
  deadClick?: number;
  /** Time after which the answer to a click that waits for a request is slow: 3,000. */
  slowClick?: number;
  /** Time after which a click that waits for a request is dead for good: 7,000. */
  deadForGood?: number;
  /** Time after a click in which an error is laid to it: 1,000. */
  errorClick?: number;
  /** Time on an empty field, or on a step, before it is hesitation: 10,000. */
  hesitation?: number;
  /** How often the same field must be refused: 2. */
  refusals?: number;
  /** How many pages in a row must be the same two in turn: 5. */
  thrashing?: number;
  /** Time in which they must be opened: 30,000. */
  thrashingWindow?: number;
  /** Stay on a page below which going back is quick: 5,000. */
  quickBack?: number;
  /** Fields of a form in which something must have been entered: 1. */
  abandonedFields?: number;
  /** Time on a page after which leaving it by the pointer counts: 5,000. */
  exitIntent?: number;
  /** CSS pixels from the upper edge at which the pointer must leave: 20. */
  exitEdge?: number;
  /** Time after which a page's main content is late: 4,000. */
  slowPage?: number;
  /** Time after which a server's first byte is late: 1,800. */
  slowServer?: number;
  /** The lowest HTTP status of a failed request: 400. */
  failedStatus?: number;
}

/** What is done when a customer struggles; the first rule that fits and may act, acts. */
export interface SignalRule {
  /** Kinds of signal it is for. */
  signal: SignalKind | SignalKind[];
  /** What the element's name (or the path) must contain, in any case of letters. */
  on?: string;
  /** Where: the pattern of a path, as in flows. */
  place?: string;
  /**
   * Starts a flow; or opens the panel with a sentence; or keeps the signal for
   * whoever answers the customer, also over page loads.
   */
  then: { flow: string } | "offer-help" | "tell-agent";
  /** How often in a visit: 1. */
  atMost?: number;
}

export interface StartOptions {
  /** The site's public key; needed with `relay`. */
  site?: string;
  /** WebSocket address of the relay's customer door. Without it there is guidance and no person. */
  relay?: string;
  /** Flow documents: addresses, or the documents themselves. */
  flows?: string | FlowDocument | (string | FlowDocument)[];
  /** BCP 47 tag; the page's `lang` when not given. */
  locale?: string;
  /** What the customer has agreed to; `unknown` when not given. */
  consent?: Consent;
  privacy?: PrivacyLevel | PrivacyOptions;
  /**
   * Whether an agent may ask for a picture of a canvas, a video, or an image that
   * only the customer's browser can load; `on-demand` when not given.
   */
  pictures?: "on-demand" | "never";
  theme?: "auto" | "light" | "dark" | ThemeOptions;
  /** A telephone number to offer when nothing else helps. */
  phone?: string;
  voice?: VoiceOptions;
  /** When something counts as a struggle. */
  signals?: SignalOptions;
  /** What is done when a customer struggles. */
  when?: SignalRule[];
}

/**
 * `unknown`: facts without content may leave, unless the browser sends Global
 * Privacy Control. `denied`: nothing leaves before the customer asks for a person.
 */
export type Consent = "unknown" | "granted" | "denied";

/** A flow given to `guide()` directly. Targets may also be elements. */
export interface InlineFlow extends Omit<Flow, "id" | "steps"> {
  id?: string;
  /** None when it has a goal. */
  steps?: InlineStep[];
}

export interface InlineStep extends Omit<Step, "id" | "target"> {
  id?: string;
  target: string | Target | Element | (() => Element | null);
}

export interface FlowOutcome {
  flow: string;
  outcome: "completed" | "closed" | "stopped" | "failed";
  /** Step, target and cause in a sentence, when it failed. */
  reason?: string;
}

export type SignalKind =
  | "rage-click"
  | "dead-click"
  | "hesitation"
  | "validation-error"
  | "slow-click"
  | "error-click"
  | "thrashing"
  | "quick-back"
  | "form-abandonment"
  | "exit-intent"
  | "slow-page"
  | "failed-request";

/** Why it is a struggle, as far as the page can see. */
export type SignalCause =
  | "no-answer"
  | "answered"
  | "request"
  | "nothing-shown"
  | "script-error"
  | "rejection"
  | "empty-field"
  | "step"
  | "browser-check"
  | "site-check"
  | "back-and-forth"
  | "returned"
  | "left-form"
  | "pointer-left"
  | "server"
  | "content"
  | "refused"
  | "offline";

/** What was counted. */
export interface SignalEvidence {
  clicks?: number;
  milliseconds?: number;
  refusals?: number;
  pages?: number;
  fields?: number;
  status?: number;
}

export interface SignalDetail {
  signal: SignalKind;
  /** The element's name, or the path of the page or request; identifiers masked. */
  on: string;
  cause: SignalCause;
  evidence: SignalEvidence;
  /** The latest such signal was none, as it turned out. */
  takenBack: boolean;
}

export interface AlongsideEvents {
  /** A step came on the screen (no `outcome`) or ended. */
  step: { flow: string; step: string; outcome?: "done" | "skipped" | "missing" };
  /** A flow ended. */
  flow: FlowOutcome;
  /** The customer has strayed from the way to a goal; a longer one, of so many steps, leads on. */
  route: { flow: string; steps: number };
  /** The customer struggles. */
  signal: SignalDetail;
  /** Why the customer came, whenever the answer changes; confidence in percent. */
  reason: { reason: Reason; confidence: number; evidence: string[] };
  /** The engagement has changed. */
  engagement: { stage: "waiting" | "active" | "ended"; channel: "chat" | "voice" | "listen" | "message" | "phone" | "callback"; agent?: string };
  /** A recorded target was found again by likeness; `score` is from 0 to 1. */
  heal: {
    flow: string;
    step: string;
    score: number;
    /** What was recorded. */
    old: Fingerprint;
    /** What was found: record this, when it is right. */
    new: Fingerprint;
    /** The properties that differ. */
    changed: (keyof Fingerprint)[];
  };
  /** Something has become of an announcement, a hotspot or a checklist. */
  offer: OfferEvent;
  /**
   * Something the site's team should know, in a sentence; with flow, step and reason
   * when a target could not be pointed at.
   */
  problem: {
    message: string;
    flow?: string;
    step?: string;
    reason?: "missing" | "invisible" | "ambiguous" | "unsure";
  };
}

/** Transitions of flows, dispatched on `document` too; they bubble and can't be cancelled. */
export interface AlongsideDomEvents {
  "alongside:step": CustomEvent<AlongsideEvents["step"]>;
  "alongside:flow": CustomEvent<AlongsideEvents["flow"]>;
  "alongside:route": CustomEvent<AlongsideEvents["route"]>;
  "alongside:heal": CustomEvent<AlongsideEvents["heal"]>;
  "alongside:offer": CustomEvent<OfferEvent>;
}

declare global {
  interface DocumentEventMap extends AlongsideDomEvents {}
}

/** What `dataLayer()` pushes: ids, outcomes and numbers, and no text of the page. */
export type DataLayerEntry =
  | { event: "alongside_step"; alongside: { flow: string; step: string; outcome: "shown" | "done" | "skipped" | "missing" } }
  | { event: "alongside_flow"; alongside: { flow: string; outcome: FlowOutcome["outcome"] } }
  | { event: "alongside_route"; alongside: { flow: string; steps: number } }
  | { event: "alongside_heal"; alongside: { flow: string; step: string; score: number } }
  | { event: "alongside_offer"; alongside: OfferEvent };

/**
 * `shown`: it came on the screen, told once a page. `held-out`: the customer would have been
 * shown it, and is one of those who are shown none. `opened`: a hotspot. `taken`: the
 * customer goes on to its flow. `dismissed`: they want to see no more of it.
 */
export interface OfferEvent {
  offer: string;
  outcome: "shown" | "held-out" | "opened" | "taken" | "dismissed";
  /** With an offer that belongs to one. */
  experiment?: string;
  variant?: string;
}

export interface Explanation {
  flow: string;
  /** Empty when it is about the whole flow. */
  step: string;
  shown: boolean;
  because: string;
}

/** What is understood of the page, as an agent is told it. */
export interface PageContext {
  /** The title without the site's name, else the main heading. */
  title: string;
  /** Headings that can be seen, `h1` to `h3` and `role=heading`. These stay in the page. */
  headings: { level: number; text: string }[];
  /** Landmarks by their ARIA role. These stay in the page. */
  landmarks: { role: string; name: string }[];
  /** The way to the page through the site, the outermost first. */
  trail: string[];
  /** The place in a run of pages, when the page says so. */
  step?: { number: number; of: number; name: string };
  /** The one product that the page is about. */
  product?: {
    name: string;
    price?: PageAmount;
    /** There are higher prices, too. */
    lowest: boolean;
    stock?: "in" | "limited" | "out" | "later";
  };
  /** What the customer has chosen; `ordered` when it has a number or a date already. */
  basket?: {
    items: number;
    total?: PageAmount;
    lines: { name: string; quantity: number }[];
    ordered: boolean;
  };
  /** The form in use; `fields` are those that must be filled. */
  form?: { fields: number; done: number; errors: number; current?: string };
}

export interface PageAmount {
  /** Digits and at most one point: `289.00`. */
  amount: string;
  /** ISO 4217. */
  currency?: string;
}

export interface RecordOptions {
  /** Gets each wire frame: first a snapshot, then changes, merged. */
  emit: (frame: Uint8Array) => void;
  privacy?: PrivacyLevel | PrivacyOptions;
}

export interface FlowsOptions {
  /**
   * They are looked at before customers have them: what becomes of them is told to listeners
   * of `on()` alone, and neither recorded nor told to the document or a data layer. Until
   * flows are read again.
   */
  preview?: boolean;
}

export interface Handle {
  /**
   * Runs a flow. The promise settles when it ends; after a full page load the
   * flow goes on and the `flow` event tells its end. Rejects when there is no
   * such flow or the flow is wrong, naming the field.
   */
  guide(flow: string | InlineFlow): Promise<FlowOutcome>;
  /**
   * Reads other flow documents in place of those that `start()` was given, in the same ways.
   * A flow that runs goes on as it was. Throws when an option is wrong.
   */
  flows(flows: StartOptions["flows"], options?: FlowsOptions): void;
  /**
   * Takes the customer to a place of the flow documents, from wherever they are: shows each
   * step, and does those for them that are marked as `safe`.
   */
  go(place: string): Promise<FlowOutcome>;
  /** Calls `listener` at every event; the function it returns ends that. */
  on<K extends keyof AlongsideEvents>(event: K, listener: (detail: AlongsideEvents[K]) => void): () => void;
  /**
   * Pushes each transition of a flow to a data layer, such as `window.dataLayer`; the
   * function it returns ends that.
   */
  dataLayer(layer: { push(entry: DataLayerEntry): unknown }): () => void;
  /** How many elements that can be seen fit a target exactly; a step points at one alone. */
  matches(target: string | Target): number;
  /** Why every flow and step is or is not on the screen. */
  explain(): Explanation[];
  /** What is understood of the page, read anew; nothing after `stop()` or before it is known. */
  pageContext(): PageContext | undefined;
}

export interface VisitContext {
  /** Tells what the site knows of the visit; `reason` may be `buy`, `care` or `fix`. */
  set(values: { reason?: Reason; [key: string]: string | number | boolean | undefined }): void;
}
"##;
