import type { FlowDocument, Handle } from "./alongside.js";

/** What author mode is opened with. */
export interface AuthorOptions {
  /** The flow document to write: its address, or the document itself; a new one when not given. */
  document?: string | FlowDocument;
  /**
   * Where versions are kept; as the script tag says when not given, and nowhere when `null`.
   */
  versions?: {
    /** The relay's address, such as `https://relay.example.com`, or that of its socket. */
    relay: string;
    /** The site's key. */
    site: string;
  } | null;
}

/** An open author mode. */
export interface Author {
  /**
   * Takes it out of the page. What was written stays in the tab, for the next time; a preview
   * that runs ends with its card.
   */
  close(): void;
}

/**
 * Opens author mode in this page, for a member of the team. A second call gives the one
 * that is open.
 *
 * Rejects with one sentence when the document can't be fetched.
 */
export function author(alongside: Handle, options?: AuthorOptions): Promise<Author>;
