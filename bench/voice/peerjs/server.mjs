// The web server of PeerJS's page, and its signalling server one port above. A program of
// its own, since it may run on another host; says its port.
//
//   node server.mjs PORT ICE_SERVERS     (0: any port; the servers as JSON)

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { PeerServer } from "peer";

const here = dirname(fileURLToPath(import.meta.url));
const library = readFileSync(join(here, "..", "..", "node_modules", "peerjs", "dist", "peerjs.min.js"));
const [wanted, ice] = process.argv.slice(2);
const page = readFileSync(join(here, "page.html"), "utf8").replace("/* ICE */ []", ice);

const server = createServer((request, response) => {
  const isLibrary = request.url === "/peerjs.js";
  response.writeHead(200, { "content-type": isLibrary ? "text/javascript" : "text/html" });
  response.end(isLibrary ? library : page);
});
server.listen(Number(wanted), "127.0.0.1", () => {
  const { port } = server.address();
  PeerServer({ port: port + 1, path: "/" }, () => console.log(`listening at ${port}.`));
});
// Whoever started it is gone.
process.stdin.on("end", () => process.exit()).resume();
