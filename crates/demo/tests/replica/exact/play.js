// Plays a run of changes, and looks at times whether the copy is still the page.

import { alone, anyKind, change, narrow } from "./changes/index.js";
import { World, chance } from "./world.js";

/** With more elements a run takes long and finds nothing new. */
const FULL = 350;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The changes of a run, and the pause after each: most come in bursts. */
const plan = ({ seed, steps, groups, kind }) => Array.from({ length: steps }, (_, at) => {
  const by = chance(seed, at);
  const wanted = kind ? alone(kind, at) : anyKind(by, groups);
  const dice = by.int(100);
  const wait = dice < 60 ? "none" : dice < 72 ? "microtask" : dice < 82 ? 0 : dice < 95 ? by.int(60) : 40 + by.int(120);
  return { at, kind: wanted, wait, look: by.likely(0.08), by };
});

/**
 * Plays `steps` changes of a seed, only those of `keep` when it is given, and
 * returns the first differences with what led to them. `groups` narrows
 * what changes, `kind` plays one kind alone; `structure` compares only which nodes there are.
 */
export async function play({ seed, steps, groups, kind, keep, privacy = "show", structure = false, patience = 2500 }, observed) {
  const world = new World(document);
  if (groups) narrow(document, groups);
  const log = [];
  const observation = await observed(privacy);
  const look = () => observation.settled({ structure }, patience);
  let differences = await look();
  let happened = 0;
  for (const step of plan({ seed, steps, groups, kind })) {
    if (differences.length) break;
    if (keep && !keep.includes(step.at)) continue;
    world.begin(step.by);
    let outcome;
    try {
      while (world.elements().length > FULL) world.pick(world.elements()).remove();
      outcome = change(step.kind)(world) === false ? "nothing to do" : "";
    } catch (error) {
      outcome = `refused: ${error.message ?? error}`;
    }
    if (!outcome && (!kind || step.kind === kind)) happened++;
    log.push({ at: step.at, words: `${step.at} ${step.kind} ${world.touched.join(", ")}${outcome && ` (${outcome})`}${step.wait === "none" ? "" : `, then ${step.wait === "microtask" ? "a microtask" : `${step.wait} ms`}`}` });
    if (step.wait === "microtask") await null;
    else if (step.wait !== "none") await pause(step.wait);
    if (step.look) differences = await look();
  }
  if (!differences.length) differences = await look();
  observation.stop();
  return { differences, log, happened };
}

