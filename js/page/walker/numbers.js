// The numbers that walker and core have agreed upon; the other half is
// crates/core/src/observe/raw.rs.

export const NODE = 1, CHILDREN = 2, ATTRIBUTE = 3, TEXT = 4, FIELD = 5, SHEETS = 6, SCROLL = 7, VIEWPORT = 8;
export const FOCUS = 9, FORGET = 10, LEVEL = 11, RULES = 12, SELECTION = 13, LAYER = 14, WALKED = 15, BOX = 16;
export const SEALED = 17;

/** Kinds of nodes: the DOM's own, and three that it has one number for. */
export const ELEMENT = 1, CHARACTERS = 3, CDATA = 4, COMMENT = 8, DOCUMENT = 9, DOCTYPE = 10, SHADOW = 11, FRAGMENT = 12;

/** The level at which an element is a box and nothing more. */
export const HIDE = 4;

/** What may be read of a field: nothing, its length, its value. */
export const NOTHING = 0, LENGTH = 1, VALUE = 2;
