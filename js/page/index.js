// What the SDK asks of a page. It comes as one file, js/page.js, which `cargo xtask
// build` makes of these: one request for a customer, and the test runner's small
// server is not asked for twenty files at once.

export { isNameClosed } from "./closed.js";
export { beginReading, heading, readOn } from "./context.js";
export { canClick, click, isInControl, isInForm, leadsOn, opens } from "./deed.js";
export { closest, contains, documentElement, getAttribute, getBoundingClientRect, getRootNode, isHiddenPage, localName, nodeType, ownerDocument, parentElement, querySelector, scrollIntoView } from "./dom.js";
export { describe, find, findAlike, fingerprint } from "./find.js";
export { follow } from "./follow.js";
export { formInUse } from "./form.js";
export { ancestor, besideOf, isLaidOut, markup, pathOf, someOf } from "./markup.js";
export { label, name, role } from "./name.js";
export { watchPasswords } from "./passwords.js";
export { picture } from "./picture.js";
export { keepOverPageLoads } from "./shell/shell.js";
export { tabLock } from "./tab.js";
export { walk } from "./walker/anew.js";
