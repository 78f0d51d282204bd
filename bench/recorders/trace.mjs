// The longest task of a page's main thread, from the browser's own trace.

/** What `act` gives (`taken`), and the trace of the whole browser meanwhile (`events`). */
export async function trace(browser, act) {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const includedCategories = ["disabled-by-default-devtools.timeline", "blink.user_timing"];
  await session.send("Tracing.start", { traceConfig: { includedCategories, excludedCategories: ["*"] } });
  try {
    return { taken: await act(), events };
  } finally {
    const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await done;
    await session.detach();
  }
}

/**
 * Milliseconds of the longest task on the thread that said "bench-begin", from then on:
 * what the task itself took, without the time that others had the processor.
 */
export function longest(events) {
  const begin = events.find(({ name, cat }) => name === "bench-begin" && cat.includes("user_timing"));
  if (!begin) throw new Error("the trace has no mark of the page");
  const tasks = events.filter(
    ({ name, pid, tid, ts, dur }) => name === "RunTask" && pid === begin.pid && tid === begin.tid && ts + dur >= begin.ts,
  );
  if (tasks.length === 0) throw new Error("the trace has no tasks");
  // Of some tasks the trace has no processor time; then the time on the clock, so that none is hidden.
  return tasks.reduce((most, { dur, tdur = dur }) => Math.max(most, tdur), 0) / 1_000;
}
