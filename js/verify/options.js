// What the command line says.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { walks } from "./data.js";
import { Misuse } from "./misuse.js";

export const HELP = `alongside verify --flow ID --site URL [options]

Walks a flow in a real browser against a running site, as a customer does.

  --flow ID            the flow; or --goal PLACE
  --site URL           the page to begin on
  --data FILE          what the customer enters (JSON), in one walk or several
  --document FILE      the flow document, or its address: healed targets are suggested as a
                       patch of it, and what no walk reached is named
  --strict             what no walk reached fails
  --locale TAG         the browser's language [en]
  --viewport KIND      desktop or phone [desktop]
  --timeout SECONDS    how long a step may take to change after it was done [15]
  --out DIR            screenshots, junit.xml, healed.patch [alongside-verify]
  --browser PATH       Chromium or Chrome [the machine's own]`;

const VIEWPORTS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

const TEXT = { type: "string" };

/** The options, checked; throws `Misuse`. */
export async function options(args) {
  const given = parsed(args);
  if (given.help) return { help: true };
  if (Boolean(given.flow) === Boolean(given.goal)) throw new Misuse("expected one of --flow and --goal");
  if (!given.site || !URL.canParse(given.site)) throw new Misuse(`--site: expected an address, found ${given.site ? `\`${given.site}\`` : "nothing"}`);
  if (!Object.hasOwn(VIEWPORTS, given.viewport)) throw new Misuse(`--viewport: expected desktop or phone, found \`${given.viewport}\``);
  const seconds = Number(given.timeout);
  if (!(seconds > 0)) throw new Misuse(`--timeout: expected seconds above 0, found \`${given.timeout}\``);
  if (given.strict && !given.document) throw new Misuse("--strict: expected a --document, which says what there is to reach");
  const document = given.document && await flows(given.document, given.out);
  return {
    ...given,
    name: given.flow ?? given.goal,
    // What the page calls the flow that `go()` makes of a place.
    id: given.flow ?? `go:${given.goal}`,
    walks: walks(given.data ? json(read(given.data, "--data"), given.data) : {}, given.site),
    document: document && { ...document, parsed: json(document.text, given.document) },
    timeout: seconds * 1000,
    phone: given.viewport === "phone",
    viewport: VIEWPORTS[given.viewport],
  };
}

function parsed(args) {
  try {
    return parseArgs({
      args,
      options: {
        flow: TEXT, goal: TEXT, site: TEXT, data: TEXT, document: TEXT, browser: TEXT,
        locale: { ...TEXT, default: "en" },
        viewport: { ...TEXT, default: "desktop" },
        timeout: { ...TEXT, default: "15" },
        out: { ...TEXT, default: "alongside-verify" },
        strict: { type: "boolean", default: false },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new Misuse(error.message);
  }
}

/** The flow document. One that is served is put beside the results: a patch is of a file. */
async function flows(place, out) {
  if (!/^https?:\/\//.test(place)) return { path: place, text: read(place, "--document") };
  const answer = await fetch(place).catch((error) => {
    throw new Misuse(`--document: ${place} can't be fetched (${error.cause?.code ?? error.message})`);
  });
  if (!answer.ok) throw new Misuse(`--document: ${place} can't be fetched (${answer.status})`);
  return { path: join(out, "flows.json"), text: await answer.text(), isFetched: true };
}

function read(path, option) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Misuse(`${option}: ${path} can't be read (${error.code})`);
  }
}

function json(text, path) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Misuse(`${path}: expected JSON: ${error.message}`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Misuse(`${path}: expected an object`);
  return value;
}
