// What a customer enters, by the step's id or the field's label, name or id.
import { Misuse } from "./misuse.js";

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

/** Whether a value of the data is a list of walks by name, and no value of a field. */
const isList = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** The walks of the data, each with its name, the page that it begins on and its values; without `walks` one without a name. */
export function walks({ walks: named, ...shared }, site) {
  if (named === undefined) return [{ walk: null, site, data: shared }];
  if (!isList(named) || Object.keys(named).length === 0) throw new Misuse("--data: `walks`: expected an object of walks by name");
  return Object.entries(named).map(([walk, own]) => {
    if (!isList(own)) throw new Misuse(`--data: \`walks\`: \`${walk}\`: expected an object of values`);
    const { site: begin = site, ...data } = own;
    if (typeof begin !== "string" || !URL.canParse(begin, site)) throw new Misuse(`--data: \`walks\`: \`${walk}\`: \`site\`: expected an address`);
    return { walk, site: new URL(begin, site).href, data: { ...shared, ...data } };
  });
}
