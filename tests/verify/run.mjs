// The package's program as a web team runs it, against a site that is served for one walk.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

import { serve } from "./server.mjs";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");
export const work = mkdtempSync(join(tmpdir(), "alongside-verify-"));
after(() => rmSync(work, { recursive: true, force: true }));

/**
 * Verifies a flow of the site in a folder, with more folders under their addresses, pages changed on the way and other
 * addresses of pages; answers with the exit code and what was said. `SITE` in what is said to it is the site's origin.
 */
export async function verify({ site, path, policy, name, mounts = [], change, moved }, ...more) {
  const server = await serve([["/alongside/", join(root, "pkg")], ...mounts, ["/", site]], policy, change, moved);
  const out = join(work, name);
  const child = spawn(process.execPath, [
    join(root, "pkg", "cli.js"), "verify", "--site", server.origin + path, "--out", out, "--timeout", "30",
    ...more.map((one) => one.replace(/^SITE(?=\/)/, server.origin)),
  ], { cwd: work, env: { ...process.env, NODE_PATH: join(here, "node_modules") } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { said += text; });
  const code = await new Promise((done) => child.on("exit", done));
  server.close();
  return { code, said, out, junit: existsSync(join(out, "junit.xml")) ? readFileSync(join(out, "junit.xml"), "utf8") : "" };
}
