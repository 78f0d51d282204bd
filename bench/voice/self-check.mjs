// Whether gaps are found, and only gaps: a call of a page with itself, whose sound stops for a
// while, or whose page is too busy to look.
//
//   node bench/voice/self-check.mjs

import { createServer } from "node:http";

import { longestGap, steady } from "./packets.mjs";
import { person } from "./person.mjs";

const LONG = 400;

/** In the page: two ends of a call; `stops()` takes the sound away, `busy()` keeps the page from looking. */
async function callsItself() {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  here.onicecandidate = ({ candidate }) => there.addIceCandidate(candidate);
  there.onicecandidate = ({ candidate }) => here.addIceCandidate(candidate);
  const context = new AudioContext();
  const tone = context.createOscillator();
  const voice = context.createMediaStreamDestination();
  tone.connect(voice);
  tone.start();
  const { stream } = voice;
  const [track] = stream.getAudioTracks();
  const sender = here.addTrack(track, stream);
  await here.setLocalDescription();
  await there.setRemoteDescription(here.localDescription);
  await there.setLocalDescription();
  await here.setRemoteDescription(there.localDescription);
  window.stops = async (long) => {
    await sender.replaceTrack(null);
    await new Promise((done) => setTimeout(done, long));
    await sender.replaceTrack(track);
  };
  window.busy = (long) => {
    const end = performance.now() + long;
    while (performance.now() < end);
  };
}

const server = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const { page, close } = await person();
await page.goto(`http://localhost:${server.address().port}`);
await page.evaluate(callsItself);
await steady(page, 0);
for (const [what, act, least, most] of [
  ["nothing happens", () => {}, 0, LONG / 4],
  ["the page is busy", () => page.evaluate((long) => window.busy(long), LONG), 0, LONG / 4],
  ["the sound stops", () => page.evaluate((long) => window.stops(long), LONG), LONG - 50, LONG + 150],
]) {
  const from = Date.now();
  await act();
  await steady(page, Date.now(), 1000);
  const gap = await longestGap(page, from, Date.now());
  const right = gap >= least && gap <= most;
  console.log(`${right ? "ok   " : "WRONG"} ${what} (${LONG} ms): ${gap.toFixed(0)} ms without a packet`);
  if (!right) process.exitCode = 1;
}
await close();
server.close();
