// One page with one recorder, in a browser context of its own, and what is asked of it.

import { inflate, parts } from "./opened.mjs";
import { longest, trace } from "./trace.mjs";

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** How long a recorder may take to send what it has seen; the slowest holds it back for 5 s. */
const PATIENCE = 20_000;
/** At rest is: this often in a row nothing sent, and next to nothing done. */
const [LOOK, LOOKS, NOTHING] = [200, 2, 4];

export async function open(browser, server, recorder, size) {
  const messages = [];
  let sent = 0;
  let started = 0;
  let wrong;
  const take = (post) => {
    try {
      const read = recorder.read(post, { inflate, parts, started });
      messages.push(...read);
      if (read.length > 0) sent += post.body.length;
    } catch (error) {
      wrong ??= error;
    }
  };
  const site = server.open({ recorder, size, take });
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("pageerror", (error) => (wrong ??= error));
  await page.addInitScript(wasmMemories);
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });

  const seat = {
    page,
    session,
    messages,
    /** Runs `work` in the page; not by Playwright, whose own part would count as the page's. */
    async run(work, ...given) {
      const expression = `(${work})(...${JSON.stringify(given)})`;
      const { result, exceptionDetails: thrown } = await session.send("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (thrown) throw new Error((thrown.exception?.description ?? thrown.text).split("\n")[0]);
      return result.value;
    },
    async start() {
      started = await seat.run(async () => {
        performance.mark("bench-begin");
        const now = Date.now();
        await window.bench.start();
        return now;
      });
    },
    stop: () => seat.run(() => void window.bench.stop()),
    /** Milliseconds that the main thread has worked: its own time, not that of others on the machine. */
    async cpu() {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration").value * 1_000;
    },
    /** Waits until nothing happens any more. */
    async quiet() {
      const end = Date.now() + PATIENCE;
      let [before, known] = [await seat.cpu(), messages.length];
      for (let still = 0; still < LOOKS; ) {
        if (Date.now() > end) throw new Error("the page does not come to rest");
        await sleep(LOOK);
        const now = await seat.cpu();
        still = now - before < NOTHING && known === messages.length ? still + 1 : 0;
        [before, known] = [now, messages.length];
      }
      if (wrong) throw wrong;
    },
    /** Changes a word of the page and waits until that has been sent: nothing is held back then. */
    async mark(word) {
      const [from, began] = [messages.length, Date.now()];
      await seat.run((word) => window.bench.mark(word), word);
      if (!recorder.records) return seat.quiet();
      if (recorder.replica) {
        // Its frames are not text; that the word is in them is seen in the replica.
        await seat.quiet();
        if (messages.slice(from).some(({ at }) => at >= began)) return;
        throw new Error(`nothing was recorded of a change (“${word}”)`);
      }
      const end = Date.now() + PATIENCE;
      for (let at = from; ; await sleep(50)) {
        if (wrong) throw wrong;
        while (at < messages.length) if (messages[at++].raw.includes(word)) return seat.quiet();
        if (Date.now() > end) throw new Error(`nothing was recorded of a change (“${word}”)`);
      }
    },
    /** Does `act`, and gives what it took until all of it was sent, and the messages it made. */
    async measured(act, word) {
      const { taken, events } = await trace(browser, async () => {
        // The page was at rest; some recorders round their times.
        const [before, from, sentBefore] = [await seat.cpu(), Date.now() - 50, sent];
        const wrote = await act();
        await seat.quiet();
        const until = Date.now();
        await seat.mark(word);
        const cpu = (await seat.cpu()) - before;
        const made = messages.filter(({ at }) => at >= from && at < until);
        return { cpu, wrote, sent: sent - sentBefore, messages: made };
      });
      return { ...taken, task: longest(events) };
    },
    async close() {
      site.close();
      await context.close();
    },
  };
  try {
    await page.goto(site.address);
    await page.waitForFunction(() => window.bench);
    await seat.quiet();
  } catch (error) {
    await seat.close();
    throw wrong ?? error;
  }
  return seat;
}

/** Runs in the page before all else: notes the memory of every wasm instance. */
function wasmMemories() {
  const memories = (window.wasmMemories = []);
  const note = ({ exports }) => memories.push(...Object.values(exports).filter((each) => each instanceof WebAssembly.Memory));
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      note(made.instance ?? made);
      return made;
    };
  }
}
