// posthog-js with its recorder in the bundle, defaults but for what is not recording.

import { nodes as rrwebNodes } from "./rrweb.mjs";

export const about = {
  title: "posthog-js",
  package: "posthog-js",
  records: true,
  note: "compresses large events with gzip by itself, and each request again; sends every 2 s",
  // What its server would say of a project that records.
  answers: {
    "/array/key/config": { sessionRecording: { endpoint: "/s/" }, supportedCompression: ["gzip-js"], hasFeatureFlags: false },
    "/flags/": { featureFlags: {}, sessionRecording: { endpoint: "/s/" }, supportedCompression: ["gzip-js"] },
  },
};

export async function load() {
  const { default: posthog } = await import("posthog-js/dist/module.no-external");
  await import("posthog-js/dist/posthog-recorder");
  await new Promise((loaded) =>
    posthog.init("key", {
      api_host: location.origin,
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      capture_performance: false,
      disable_session_recording: true,
      disable_surveys: true,
      // Its filter against robots takes a driven browser for one.
      opt_out_useragent_filter: true,
      loaded,
    }),
  );
  return {
    start: () => posthog.startSessionRecording(),
    stop: () => posthog.stopSessionRecording(),
  };
}

export function read({ path, body }, { inflate }) {
  if (!path.startsWith("/s/")) return [];
  const requests = [JSON.parse(inflate(body))].flat();
  return requests
    .flatMap(({ properties }) => properties.$snapshot_data)
    .map((event) => ({ at: event.timestamp, raw: Buffer.from(JSON.stringify(plain(event, inflate))) }));
}

export const nodes = rrwebNodes;

/** The event before PostHog compressed parts of it. */
function plain({ cv, ...event }, inflate) {
  if (!cv) return event;
  const open = (part) => (typeof part === "string" ? JSON.parse(inflate(Buffer.from(part, "latin1"))) : part);
  if (typeof event.data === "string") return { ...event, data: open(event.data) };
  const data = { ...event.data };
  for (const key of ["texts", "attributes", "adds", "removes"]) if (key in data) data[key] = open(data[key]);
  return { ...event, data };
}
