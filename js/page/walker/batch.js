// What is told to the core at once: numbers, and the strings that they name.

export class Batch {
  numbers = [];
  #strings = new Map();
  #deliver;

  /** `deliver(numbers, strings)` gets each batch. */
  constructor(deliver) {
    this.#deliver = deliver;
  }

  tell(...numbers) {
    for (const number of numbers) this.numbers.push(number);
  }

  /** The number of a string in this batch. */
  string(text) {
    let index = this.#strings.get(text);
    if (index === undefined) this.#strings.set(text, (index = this.#strings.size));
    return index;
  }

  /** Hands over what has been told, if anything. */
  send() {
    if (!this.numbers.length) return;
    // NUL separates the strings; a page can hold one only by script.
    const clean = (text) => (text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text);
    const strings = Array.from(this.#strings.keys(), clean).join("\0");
    const numbers = Uint32Array.from(this.numbers);
    this.numbers = [];
    this.#strings = new Map();
    this.#deliver(numbers, strings);
  }
}
