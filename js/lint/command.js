// `alongside lint`: mistakes in flow documents, without a browser.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { report } from "./report.js";

const HELP = `alongside lint FILE… [options]

Finds mistakes in the flow documents of one site: name all of them.

  --goal PLACE         a place that the site's code leads to; may be given several times
  --allow RULE         a warning not to tell of; may be given several times
  --format FORMAT      text or json [text]
  --deny-warnings      fail with warnings, too`;

const FORMATS = ["text", "json"];

/** A wrong use: told in one sentence, without a stack. */
class Misuse extends Error {}

/** Runs it; answers with the exit code: 0, 1 with errors, 2 when it could not be asked. */
export async function run(args) {
  try {
    const { values, positionals } = parsed(args);
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const found = asked(positionals.map(read), values);
    process.stdout.write(values.format === "json" ? `${found.json()}\n` : found.text());
    return found.passes(values["deny-warnings"]) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    console.error(`alongside lint: ${error.message}`);
    return 2;
  }
}

function parsed(args) {
  const options = {
    goal: { type: "string", multiple: true },
    allow: { type: "string", multiple: true },
    format: { type: "string", default: "text" },
    "deny-warnings": { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  };
  let given;
  try {
    given = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Misuse(error.message);
  }
  const { format, help } = given.values;
  if (!FORMATS.includes(format)) throw new Misuse(`--format: expected ${FORMATS.join(" or ")}, found \`${format}\``);
  if (!help && !given.positionals.length) throw new Misuse("expected a flow document, found no file");
  return given;
}

function asked(documents, { goal, allow }) {
  try {
    return report(documents, { goals: goal, allow });
  } catch (error) {
    throw new Misuse(`--allow: ${error.message}`);
  }
}

function read(file) {
  try {
    return { file, text: readFileSync(file, "utf8") };
  } catch (error) {
    throw new Misuse(`${file} can't be read (${error.code})`);
  }
}
