// A plain call by PeerJS: the customer's page calls, the agent's answers with a microphone
// that is open already, and a page that was in a call calls again when it loads.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { PeerServer } from "peer";

import { person } from "./person.mjs";

const modules = join(dirname(fileURLToPath(import.meta.url)), "..", "node_modules", "peerjs");
const { version } = JSON.parse(readFileSync(join(modules, "package.json"), "utf8"));
export const about = { name: "peerjs", title: `peerjs ${version}` };

const PAGE = `<!doctype html><title>Call</title>
<button id="call">Call</button><button id="answer" hidden>Answer</button><button id="end">End</button>
<script src="/peerjs.js"></script>
<script type="module">
  const isAgent = location.pathname === "/agent";
  const options = { host: location.hostname, port: Number(location.port) + 1, path: "/", config: { iceServers: [] } };
  const peer = isAgent ? new Peer("agent", options) : new Peer(options);
  const audio = new Audio();
  const microphone = () => navigator.mediaDevices.getUserMedia({ audio: true });
  const hear = (call) => call.on("stream", (stream) => {
    audio.srcObject = stream;
    audio.play();
  });
  const opened = new Promise((done) => peer.on("open", done));
  let current;
  if (isAgent) {
    const own = await microphone();
    await opened;
    peer.on("call", (call) => {
      const answer = document.querySelector("#answer");
      answer.hidden = false;
      const pick = () => {
        answer.hidden = true;
        hear(call);
        call.answer(own);
      };
      if (call.metadata.again) pick();
      else answer.onclick = pick;
    });
    document.title = "ready";
  } else {
    const call = async (again) => {
      sessionStorage.inCall = "yes";
      const own = await microphone();
      await opened;
      current = peer.call("agent", own, { metadata: { again } });
      hear(current);
    };
    document.querySelector("#call").onclick = () => call(false);
    document.querySelector("#end").onclick = () => {
      delete sessionStorage.inCall;
      current.close();
    };
    if (sessionStorage.inCall) call(true);
    await opened;
    document.title = "ready";
  }
</script>`;

/** Its signalling server, a customer and an agent. */
export async function open() {
  const server = createServer((request, response) => {
    const isLibrary = request.url === "/peerjs.js";
    response.writeHead(200, { "content-type": isLibrary ? "text/javascript" : "text/html" });
    response.end(isLibrary ? readFileSync(join(modules, "dist", "peerjs.min.js")) : PAGE);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  const signalling = await new Promise((done) => {
    PeerServer({ port: port + 1, path: "/" }, done);
  });
  const address = `http://localhost:${port}`;
  const [customer, agent] = await Promise.all([person(), person()]);
  await agent.page.goto(`${address}/agent`);
  await agent.page.waitForFunction(() => document.title === "ready");
  return {
    customer,
    agent,
    ways: ["a page load"],
    async prepare() {
      await customer.page.goto(`${address}/customer`);
      await customer.page.waitForFunction(() => document.title === "ready");
    },
    call: { page: customer.page, button: "#call" },
    answer: { page: agent.page, button: "#answer" },
    hangUp: () => customer.page.click("#end"),
    load: () => customer.page.reload(),
    async close() {
      await Promise.all([customer.close(), agent.close()]);
      for (const each of [server, signalling]) {
        each.closeAllConnections();
        each.close();
      }
    },
  };
}
