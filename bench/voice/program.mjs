// Programs that run beside the bench, and whatever else must be undone when it ends,
// however it does.

import { spawn } from "node:child_process";

/** How long a program may take to start, in milliseconds. */
const PATIENCE = 30_000;

const open = [];
process.on("exit", () => {
  for (const act of open.splice(0).reverse()) {
    try {
      act();
    } catch (error) {
      // The rest must go all the same.
      console.error(error.message);
    }
  }
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(130));

/** Does this at the end, or earlier by what it gives; it can't wait for anything, since the process is going. */
export function atTheEnd(act) {
  open.push(act);
  return () => {
    const at = open.indexOf(act);
    if (at >= 0) open.splice(at, 1)[0]();
  };
}

/** Starts a program and waits until it says something; gives all it has said, and `stop()`. */
export async function start([command, ...given], until, options = {}) {
  const child = spawn(command, given, { stdio: ["pipe", "pipe", "inherit"], ...options });
  const stop = atTheEnd(() => child.kill());
  const said = await new Promise((done, fail) => {
    let text = "";
    const failed = (how) => fail(new Error(`${[command, ...given].join(" ")} ${how}: ${text}`));
    child.stdout.on("data", (more) => {
      text += more;
      if (text.includes(until)) done(text);
    });
    child.on("error", fail);
    child.on("exit", (code) => failed(`ended with ${code}`));
    setTimeout(() => failed(`did not say “${until}”`), PATIENCE).unref();
  });
  // It may go on talking.
  child.stdout.removeAllListeners("data").resume();
  return { said, stop };
}
