// What is done how often, by all sides in turns.

import { call, change, loads, transfer } from "./measures.mjs";
import { network } from "./network.mjs";

/** How long a packet takes to the TURN server and back from the customer's home, in the far runs, in milliseconds. */
export const ROUND_TRIP = 80;

const rounded = (numbers) => numbers.map((each) => (each === Infinity ? "∞" : each.toFixed(0))).join(" ");
const say = (side, what, numbers) => console.log(`${side.about.title}, ${what}: ${rounded(numbers)} ms`);

/** All sides' stages, for as long as it takes. */
async function together(sides, place, act) {
  const stages = [];
  try {
    for (const side of sides) stages.push(await side.open(place));
    return await act(stages);
  } finally {
    for (const stage of stages) await stage.close();
  }
}

async function callsAndLoads(sides, stages, what, runs, times) {
  const found = sides.map(() => ({ calls: [], loads: {} }));
  for (let run = 0; run < runs; run++) {
    for (const [index, stage] of stages.entries()) {
      const took = await call(stage);
      found[index].calls.push(took);
      say(sides[index], `call ${run + 1} of ${runs}${what}`, Object.values(took));
    }
  }
  for (const [index, stage] of stages.entries()) {
    for (const way of stage.ways) {
      found[index].loads[way] = await loads(stage, way, times);
      say(sides[index], `${way}${what}`, found[index].loads[way]);
    }
  }
  return found;
}

/** On one machine: calls, page loads, and a customer who is handed over. */
export const near = (sides, { runs, times }) =>
  together(sides, undefined, async (stages) => {
    const found = await callsAndLoads(sides, stages, "", runs, times);
    for (const [index, stage] of stages.entries()) {
      await stage.hires();
      found[index].transfers = [];
      for (let run = 0; run < runs; run++) found[index].transfers.push(await transfer(stage));
      say(sides[index], "handed over", found[index].transfers);
    }
    return found;
  });

/** Between networks: the customer's address changes. A network and browsers of its own for each time. */
export async function moved(sides, { moves }) {
  const found = sides.map(() => ({}));
  for (const what of ["another address of the router's", "another address of the customer's own"]) {
    for (let run = 0; run < moves; run++) {
      for (const [index, side] of sides.entries()) {
        const place = await network();
        try {
          const gap = await together([side], place, ([stage]) => change(stage, place.changes[what]));
          (found[index][what] ??= []).push(gap);
          say(side, what, [gap]);
        } finally {
          place.stop();
        }
      }
    }
  }
  return found;
}

/** Between networks that are far from each other: calls and page loads. */
export async function far(sides, { runs, times }) {
  const place = await network(ROUND_TRIP / 2);
  try {
    const what = `, ${ROUND_TRIP} ms away`;
    return await together(sides, place, (stages) => callsAndLoads(sides, stages, what, runs, times));
  } finally {
    place.stop();
  }
}
