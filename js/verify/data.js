// What a customer enters, by the step's id or the field's label, name or id.

const plain = (text) => text.replace(/\s+/g, " ").replace(/\s*[*:]\s*$/, "").trim().toLowerCase();

/** The test data. Of several values each is entered once, in turn, and the last one from then on. */
export class TestData {
  #values;
  #used = new Map();

  constructor(data) {
    this.#values = new Map(Object.entries(data).map(([key, value]) => [plain(key), [value].flat()]));
  }

  /** The next value for any of these names, or `undefined`. */
  next(names) {
    const key = names.filter(Boolean).map(plain).find((name) => this.#values.has(name));
    if (key === undefined) return undefined;
    const values = this.#values.get(key);
    const used = this.#used.get(key) ?? 0;
    this.#used.set(key, used + 1);
    return values[Math.min(used, values.length - 1)];
  }
}
