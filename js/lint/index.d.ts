/** A flow document, not yet read. */
export interface LintDocument {
  /** Its name, as findings have it. */
  file: string;
  /** What is in it. */
  text: string;
}

export interface LintOptions {
  /** The ids of places that the site's code leads to, with `go()` or `guide({ goal })`. */
  goals?: string[];
  /** Warnings not to tell of. Throws when one of them is none. */
  allow?: LintWarning[];
}

/** What the page reports, too, and leaves something out for. */
export type LintError =
  | "not-json"
  | "unreadable"
  | "same-id"
  | "unknown-place"
  | "unknown-flow"
  | "unreachable-goal";

/** What works, and not as well as it could for some customers. */
export type LintWarning =
  | "unreachable-place"
  | "dead-end"
  | "shared-target"
  | "missing-language"
  | "missing-value"
  | "long-text"
  | "long-title"
  | "never-safe";

export type LintRule = LintError | LintWarning;

/** What is wrong at one place of a document. */
export interface Finding {
  file: string;
  /** From 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
  /** The field, such as `moves[3].steps[0].text.de`; empty for the whole document. */
  path: string;
  rule: LintRule;
  severity: "error" | "warning";
  /** What is wrong, in one sentence. */
  problem: string;
  /** What to do, in one sentence. */
  fix: string;
}

/** What is wrong with the flow documents of one site, by file and line. In Node alone. */
export function lint(documents: LintDocument[], options?: LintOptions): Finding[];
