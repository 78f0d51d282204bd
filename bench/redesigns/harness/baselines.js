// The simple ways to name an element that sites and test suites use today, for
// comparison. Each answers with one element, or with none when it finds none
// or several.

const plain = (text) => text.replace(/\s+/g, " ").trim();

function path(element, step) {
  const steps = [];
  for (let at = element; at?.nodeType === 1; at = at.parentElement) {
    const part = step(at);
    steps.unshift(part.text);
    if (part.last) break;
  }
  return steps;
}

function among(element) {
  const same = [...(element.parentElement?.children ?? [element])].filter((other) => other.tagName === element.tagName);
  return { index: same.indexOf(element) + 1, alone: same.length === 1 };
}

const tag = (element) => element.tagName.toLowerCase();

/** As the developer tools' "Copy full XPath". */
function xpath(element) {
  return `/${path(element, (at) => {
    const { index, alone } = among(at);
    return { text: alone ? tag(at) : `${tag(at)}[${index}]` };
  }).join('/')}`;
}

/** As the developer tools' "Copy selector": up to the nearest id, then by position. */
function selector(element) {
  return path(element, (at) => {
    if (at.id) return { text: `#${CSS.escape(at.id)}`, last: true };
    const { index, alone } = among(at);
    return { text: alone ? tag(at) : `${tag(at)}:nth-of-type(${index})` };
  }).join(" > ");
}

/** What each way writes down about an element of the original page. */
export function written(element) {
  return {
    "#id": element.id,
    XPath: xpath(element),
    "CSS path": selector(element),
    "tag + text": [tag(element), plain(element.textContent)],
  };
}

const only = (elements) => (elements.length === 1 ? elements[0] : null);

/** Follows what was written on the page as it is now. */
export function followed(notes) {
  const [name, text] = notes["tag + text"];
  return {
    "#id": notes["#id"] ? only(document.querySelectorAll(`#${CSS.escape(notes['#id'])}`)) : null,
    XPath: document.evaluate(notes.XPath, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue,
    "CSS path": only(document.querySelectorAll(notes["CSS path"])),
    "tag + text": text ? only([...document.querySelectorAll(name)].filter((each) => plain(each.textContent) === text)) : null,
  };
}
