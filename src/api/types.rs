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

export interface SignalOptions {
  /** Milliseconds on an empty field, or on a step, before it is hesitation: 10,000. */
  hesitation?: number;
  /** Milliseconds in which the page must answer a click: 100. */
  deadClick?: number;
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
  theme?: "auto" | "light" | "dark" | ThemeOptions;
  /** A telephone number to offer when nothing else helps. */
  phone?: string;
  signals?: SignalOptions;
}

/**
 * `unknown`: facts without content may leave, unless the browser sends Global
 * Privacy Control. `denied`: nothing leaves before the customer asks for a person.
 */
export type Consent = "unknown" | "granted" | "denied";

/** A flow given to `guide()` directly. Targets may also be elements. */
export interface InlineFlow extends Omit<Flow, "id" | "steps"> {
  id?: string;
  steps: InlineStep[];
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

export type SignalKind = "rage-click" | "dead-click" | "hesitation" | "validation-error";

export interface AlongsideEvents {
  /** A step came on the screen (no `outcome`) or ended. */
  step: { flow: string; step: string; outcome?: "done" | "skipped" | "missing" };
  /** A flow ended. */
  flow: FlowOutcome;
  /** The customer struggles. */
  signal: { kind: SignalKind; on: string };
  /** Why the customer came, whenever the answer changes; confidence in percent. */
  reason: { reason: Reason; confidence: number; evidence: string[] };
  /** The engagement has changed. */
  engagement: { stage: "waiting" | "active" | "ended"; channel: "chat" | "voice"; agent?: string };
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

export interface Explanation {
  flow: string;
  /** Empty when it is about the whole flow. */
  step: string;
  shown: boolean;
  because: string;
}

export interface RecordOptions {
  /** Gets each wire frame: first a snapshot, then changes, merged. */
  emit: (frame: Uint8Array) => void;
  privacy?: PrivacyLevel | PrivacyOptions;
}

export interface Handle {
  /**
   * Runs a flow. The promise settles when it ends; after a full page load the
   * flow goes on and the `flow` event tells its end. Rejects when there is no
   * such flow or the flow is wrong, naming the field.
   */
  guide(flow: string | InlineFlow): Promise<FlowOutcome>;
  /** Calls `listener` at every event; the function it returns ends that. */
  on<K extends keyof AlongsideEvents>(event: K, listener: (detail: AlongsideEvents[K]) => void): () => void;
  /** Why every flow and step is or is not on the screen. */
  explain(): Explanation[];
}

export interface VisitContext {
  /** Tells what the site knows of the visit; `reason` may be `buy`, `care` or `fix`. */
  set(values: { reason?: Reason; [key: string]: string | number | boolean | undefined }): void;
}
"##;
