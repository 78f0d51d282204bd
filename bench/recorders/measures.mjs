// What is measured of a recorder. Each measure has a fresh page of its own, and none counts
// that does not show that the recorder had the change.

import { packed } from "./packed.mjs";
import { proveReplica } from "./replica.mjs";
import { open, sleep } from "./seat.mjs";

/** The first snapshot of a page and, started again in the same page, the second. */
export async function snapshot({ browser, server, prove }, recorder, { size }) {
  const seat = await open(browser, server, recorder, size);
  try {
    const first = await seat.measured(seat.start, "markfirst");
    const title = await seat.run(() => [...document.querySelectorAll(".card-title")].at(-1).textContent);
    const lacks = recorder.records || recorder.only === "snapshot" ? lacksText(recorder, first, title) : undefined;
    if (recorder.replica && prove) await proveReplica(browser, server, recorder, seat);
    const taken = { ...(await figures(first)), lacks };
    if (recorder.once) return taken;
    await seat.stop();
    await seat.quiet();
    const again = await seat.measured(seat.start, "markagain");
    return { ...taken, again: again.cpu };
  } finally {
    await seat.close();
  }
}

/** Operations on a table that the recorder has seen grow. */
export async function table({ browser, server, prove }, recorder, { make, what, given, prepared, times, moves }) {
  const seat = await open(browser, server, recorder);
  try {
    await seat.run((make) => window.bench.table(make), make);
    await seat.start();
    await seat.quiet();
    if (prepared) await seat.run((count) => void window.bench.rows.create(count), prepared);
    await seat.mark("markready");
    const act = () => seat.run((...given) => window.bench.act(...given), what, given ?? null, times);
    const taken = await seat.measured(act, "markdone");
    let lacks;
    if (recorder.records) {
      if (taken.wrote) lacks = lacksText(recorder, taken, taken.wrote);
      if (moves) lacks ??= lacksMoves(recorder, taken, times);
      if (recorder.replica && prove) await proveReplica(browser, server, recorder, seat);
    } else if (recorder.name === "observer" && !(await seat.run(() => window.bench.told()))) {
      throw new Error("the observer was told of nothing");
    }
    return { ...(await figures(taken)), lacks };
  } finally {
    await seat.close();
  }
}

/** Changes all over a large page that the recorder has seen. */
export async function storm({ browser, server, prove }, recorder, { size, changes }) {
  const seat = await open(browser, server, recorder, size);
  try {
    await seat.run(() => window.bench.outOfSight());
    await seat.start();
    await seat.quiet();
    await seat.mark("markready");
    const taken = await seat.measured(() => seat.run((changes) => window.bench.storm(changes), changes), "markdone");
    const lacks = recorder.records ? lacksText(recorder, taken, taken.wrote) : undefined;
    if (recorder.replica && prove) await proveReplica(browser, server, recorder, seat);
    return { ...(await figures(taken)), lacks };
  } finally {
    await seat.close();
  }
}

/** Memory before and after `minutes` in which rows come, go and change all the time. */
export async function churn({ browser, server, minutes }, recorder) {
  const seat = await open(browser, server, recorder);
  try {
    await seat.run(() => {
      window.bench.table("vanilla");
      window.bench.rows.create(1_000);
    });
    await seat.start();
    await seat.mark("markready");
    const before = await memory(seat);
    await seat.run(() => window.bench.churn());
    await sleep(minutes * 60_000);
    const rounds = await seat.run(() => window.bench.calm());
    const wanted = minutes * 600;
    if (rounds < wanted * 0.7) throw new Error(`only ${rounds} of ${wanted} rounds: the machine is too busy`);
    // One that has stopped by itself kept nothing since: its figure would flatter it.
    const stopped = await seat.mark("markdone").then(() => false, () => true);
    await seat.quiet();
    return { before, after: await memory(seat), rounds, stopped };
  } finally {
    await seat.close();
  }
}

/** Bytes after everything that can be collected has been. */
async function memory({ session, run }) {
  await session.send("HeapProfiler.enable");
  for (let time = 0; time < 3; time++) {
    await session.send("HeapProfiler.collectGarbage");
    await sleep(200);
  }
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  const wasm = await run(() => window.wasmMemories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  return { heap: usedSize, dom: embedderHeapUsedSize, buffers: backingStorageSize, wasm };
}

const figures = async ({ cpu, task, sent, messages }) => ({ cpu, task, sent, ...(await packed(messages)) });

/** Why the messages are not the whole change, or nothing. Without a message there is no figure. */
function lacksText(recorder, { messages }, text) {
  if (messages.length === 0) throw new Error("no message came");
  // Ours is not text; the replica tells.
  if (!recorder.replica && !messages.some(({ raw }) => raw.includes(text))) return `the last text, “${text}”, was not sent`;
}

function lacksMoves(recorder, { messages }, times) {
  if (messages.length === 0) throw new Error("no message came");
  if (recorder.replica) return;
  const moved = messages.reduce((sum, { raw }) => sum + recorder.nodes(raw), 0);
  if (moved < times) return `of ${times} operations only ${moved} were sent`;
}
