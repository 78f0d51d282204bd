#!/usr/bin/env node
// The package's program: `alongside lint …`, `alongside verify …`.
const COMMANDS = { lint: () => import("./lint/command.js"), verify: () => import("./verify/index.js") };

// A reader that has gone away (`| head`) is no reason to say anything else.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});

const [name, ...rest] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name] : undefined;
if (command) {
  const { run } = await command();
  process.exitCode = await run(rest);
} else {
  console.error(`alongside: expected a command (${Object.keys(COMMANDS).join(", ")}), found ${name ? `\`${name}\`` : "nothing"}`);
  process.exitCode = 2;
}
