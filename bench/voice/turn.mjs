// A TURN server (coturn) on a host of a network.

import { createHmac } from "node:crypto";
import { join } from "node:path";

import { start } from "./program.mjs";

/** What it shares with whoever makes credentials. */
export const SECRET = "a secret of this bench";

/** How browsers reach it. */
export const turnAt = (address) => `turn:${address}:3478?transport=udp`;

/** Starts it at this address of the host; its files go into a folder. */
export function turn(host, address, files) {
  const flags = [
    "-v",
    "-n",
    "--log-file=stdout",
    "--no-cli",
    "--no-tls",
    "--no-dtls",
    "--realm=bench",
    "--use-auth-secret",
    `--static-auth-secret=${SECRET}`,
    "--listening-port=3478",
    `--listening-ip=${address}`,
    `--relay-ip=${address}`,
    // As docs/operations.md has it. Without, a packet to an address that no route leads to
    // ends the session.
    "--denied-peer-ip=10.0.0.0-10.255.255.255",
    `--pidfile=${join(files, "turn.pid")}`,
    `--userdb=${join(files, "turn.db")}`,
  ];
  // What it has to say is in its log.
  return start([...host.within, "turnserver", ...flags], "UDP listener opened", { stdio: ["pipe", "pipe", "ignore"] });
}

/** The server for a page of one's own, with a name and a password as the relay makes them. */
export function iceServers(address) {
  const username = `${Math.floor(Date.now() / 1000) + 3600}:bench`;
  const credential = createHmac("sha1", SECRET).update(username).digest("base64");
  return [{ urls: [turnAt(address)], username, credential }];
}
