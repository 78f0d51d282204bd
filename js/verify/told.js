// What a page tells during a walk.

const isSame = (one, other) => one.flow === other.flow && one.step === other.step;

/** What a walk hears; an opened page gets `hear`. */
export class Told {
  #all = [];
  hear = (kind, detail) => void this.#all.push({ kind, detail });
  all = (kind) => this.#all.filter((each) => each.kind === kind).map(({ detail }) => detail);
  /** How much has happened to flows; what else a page tells may go on without end. */
  count = () => this.#all.filter(({ kind }) => ["step", "flow", "route", "problem"].includes(kind)).length;

  /** The last that was told of a step's target that did not come; of any step when none is given. */
  problem = (step) => this.all("problem").findLast((each) => each.step && each.reason && (!step || isSame(each, step)));

  /** The steps that were on the screen. */
  shown = () => this.all("step").filter(({ outcome }) => !outcome);

  /** The steps that were passed over, since what they ask for held, or the customer was further on. */
  skipped() {
    const shown = this.shown();
    const all = this.all("step").filter((step) => step.outcome === "skipped" && !shown.some((each) => isSame(each, step)));
    return all.filter((step, at) => all.findIndex((each) => isSame(each, step)) === at);
  }

  /** Targets that did not come, and what the document has done about each: "skip" or "detour". */
  passed() {
    return this.#all.flatMap(({ kind, detail }, at) => {
      if (kind !== "problem" || !detail.step || !detail.reason) return [];
      const over = this.#all.slice(at + 1).some((each) => each.kind === "step" && each.detail.outcome === "missing" && isSame(each.detail, detail));
      return [{ ...detail, then: over ? "skip" : "detour" }];
    });
  }
}
