// Whether the bench can fail: recorders that do something wrong must be found out.

import { churn, snapshot, table } from "./measures.mjs";
import { broken, recorders } from "./recorder.mjs";
import { workloads } from "./workloads.mjs";

const named = (wanted) => workloads.find(({ name }) => name === wanted);

/** Throws one sentence that says what was not seen. */
export async function selfCheck(bench) {
  const proven = { ...bench, prove: true };
  const caught = async (what, trial) => {
    const seen = await trial();
    console.log(`${seen ? "seen" : "NOT SEEN"}: ${what}`);
    if (!seen) throw new Error(`not seen: ${what}`);
  };
  const refused = (trial, sentence) => trial().then(() => false, ({ message }) => message.includes(sentence));

  const silent = await broken("silent");
  const nothing = () => snapshot(proven, silent, named("snapshot-1k"));
  await caught("a recorder that sends nothing", () => refused(nothing, "nothing was recorded"));
  const drops = await broken("drops");
  for (const name of ["vanilla-create-1k", "vanilla-update", "vanilla-clear"]) {
    const incomplete = async () => Boolean((await table(proven, drops, named(name))).lacks);
    await caught(`a recorder that leaves out changes: ${name}`, incomplete);
  }
  const skips = await broken("skips");
  // A row that stays; of an update the next one would make good.
  const gap = () => table(proven, skips, named("vanilla-remove"));
  await caught("a frame of ours that is missing", () => refused(gap, "the replica"));

  const [none] = await recorders(["none"]);
  const burns = await broken("burns");
  await caught("100 ms of work at a change, half of it put off", async () => {
    const bare = await table(proven, none, named("vanilla-clear"));
    const burning = await table(proven, burns, named("vanilla-clear"));
    const [more, task] = [burning.cpu - bare.cpu, burning.task - bare.task];
    console.log(`  ${more.toFixed(0)} ms more, longest task ${task.toFixed(0)} ms longer`);
    // A neighbour on the machine takes of the burnt time what is not the page's own.
    return more > 60 && more < 160 && task > 25 && burning.task < 150;
  });
  const hoards = await broken("hoards");
  await caught("a recorder that keeps everything", async () => {
    const brief = { ...bench, minutes: 0.2 };
    const grown = async (recorder) => {
      const { before, after } = await churn(brief, recorder);
      return after.heap + after.dom - before.heap - before.dom;
    };
    const [bare, hoarded] = [await grown(none), await grown(hoards)];
    console.log(`  ${(bare / 1e6).toFixed(1)} MB beside ${(hoarded / 1e6).toFixed(1)} MB`);
    return hoarded > bare + 5e6;
  });
}
