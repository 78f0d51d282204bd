// What a customer enters, by the step's id or the field's label, name or id.
import { Misuse } from "./misuse.js";

const plain = (text) => text.replace(/\s+/g, " ").replace(/\s*[*:]\s*$/, "").trim().toLowerCase();

/** The test data, what stands before the rest first. Of several values each is entered once, in turn, and the last one from then on. */
export class TestData {
  #parts;

  constructor(parts) {
    this.#parts = parts.map((part) => new Map(Object.entries(part).map(([key, value]) => [plain(key), { values: [value].flat(), used: 0 }])));
  }

  /** The next value for any of these names, or `undefined`. */
  next(names) {
    const wanted = names.filter(Boolean).map(plain);
    const [found] = this.#parts.flatMap((part) => wanted.filter((name) => part.has(name)).map((name) => part.get(name)));
    if (!found) return undefined;
    found.used += 1;
    return found.values[Math.min(found.used, found.values.length) - 1];
  }
}

/** Whether a value of the data is a list of walks by name, and no value of a field. */
const isList = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** The walks of the data, each with its name, the page that it begins on and its values, its own before those of all; without `walks` one without a name. */
export function walks({ walks: named, ...shared }, site) {
  if (named === undefined) return [{ walk: null, site, data: [shared] }];
  if (!isList(named) || Object.keys(named).length === 0) throw new Misuse("--data: `walks`: expected an object of walks by name");
  return Object.entries(named).map(([walk, own]) => {
    if (!isList(own)) throw new Misuse(`--data: \`walks\`: \`${walk}\`: expected an object of values`);
    const { site: begin = site, ...data } = own;
    if (typeof begin !== "string" || !URL.canParse(begin, site)) throw new Misuse(`--data: \`walks\`: \`${walk}\`: \`site\`: expected an address`);
    return { walk, site: new URL(begin, site).href, data: [data, shared] };
  });
}
