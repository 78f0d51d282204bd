// Which element of the redesigned page is which of the original: kept beside
// the document, in no attribute, so that nothing which collects can see it.

const numbers = new WeakMap();
const removed = new Set();

/** Gives each element of the original page its number. */
export function stamp(elements) {
  elements.forEach((element, number) => numbers.set(element, number));
}

export const numberOf = (element) => numbers.get(element);

/** `now` takes the place of `old`: it is the same thing to the people who use the page. */
export function carry(old, now) {
  const number = numbers.get(old);
  if (number === undefined) return;
  numbers.delete(old);
  numbers.set(now, number);
}

/** The redesign removes `element` and everything in it on purpose. */
export function gone(element) {
  for (const each of [element, ...element.querySelectorAll("*")]) {
    if (numbers.has(each)) removed.add(numbers.get(each));
  }
  element.remove();
}

/** What became of number after number: an element, or null for one removed on purpose. */
export function outcome(document, count) {
  const found = new Array(count);
  for (const element of document.querySelectorAll("*")) {
    const number = numbers.get(element);
    if (number !== undefined) found[number] = element;
  }
  return Array.from(found, (element, number) => {
    if (element) return element;
    if (removed.has(number)) return null;
    throw new Error(`the redesign lost element ${number} without saying that it is gone`);
  });
}
