// The peers: what each does, the two lines a site would write, and the style
// sheet without which it doesn't show (ours is inside the wasm).

/** Whole products and libraries, beside the whole of ours. */
export const peers = [
  {
    name: "driver.js",
    does: "tours",
    entry: `
      import { driver } from "driver.js";
      driver({ steps: [] }).drive();`,
    styles: ["driver.js/dist/driver.css"],
  },
  {
    name: "shepherd.js",
    does: "tours",
    entry: `
      import Shepherd from "shepherd.js";
      new Shepherd.Tour({}).start();`,
    styles: ["shepherd.js/dist/css/shepherd.css"],
  },
  {
    name: "intro.js",
    does: "tours",
    entry: `
      import introJs from "intro.js";
      introJs.tour().start();`,
    styles: ["intro.js/introjs.css"],
  },
  {
    name: "react-joyride",
    note: "React already on the page",
    does: "tours",
    entry: `
      import { Joyride } from "react-joyride";
      globalThis.tour = Joyride;`,
    external: ["react", "react-dom"],
  },
  {
    name: "react-joyride + react + react-dom",
    does: "tours",
    entry: `
      import { createElement } from "react";
      import { createRoot } from "react-dom/client";
      import { Joyride } from "react-joyride";
      createRoot(document.body).render(createElement(Joyride, { steps: [], run: true }));`,
  },
  {
    // After react-joyride the most used React tour that is no part of a component kit,
    // and built unlike it: a mask and a popover of its own, no floating-ui.
    name: "@reactour/tour",
    note: "React already on the page",
    does: "tours",
    entry: `
      import { TourProvider } from "@reactour/tour";
      globalThis.tour = TourProvider;`,
    external: ["react", "react-dom"],
  },
  {
    name: "@rrweb/record",
    does: "observation",
    entry: `
      import { record } from "@rrweb/record";
      record({ emit(event) { console.log(event); } });`,
  },
  {
    name: "posthog-js",
    note: "with its recorder",
    does: "observation, analytics",
    entry: `
      import posthog from "posthog-js/dist/module.no-external";
      import "posthog-js/dist/posthog-recorder";
      posthog.init("key", {});`,
  },
  {
    name: "@datadog/browser-rum",
    note: "with its recorder",
    does: "observation, analytics",
    entry: `
      import { datadogRum } from "@datadog/browser-rum";
      datadogRum.init({ applicationId: "a", clientToken: "c", sessionReplaySampleRate: 100 });`,
  },
  {
    name: "peerjs",
    does: "voice",
    entry: `
      import { Peer } from "peerjs";
      new Peer();`,
  },
  {
    name: "@openreplay/tracker + @openreplay/tracker-assist",
    does: "observation, voice",
    entry: `
      import Tracker from "@openreplay/tracker";
      import assist from "@openreplay/tracker-assist";
      const tracker = new Tracker({ projectKey: "key" });
      tracker.use(assist());
      tracker.start();`,
  },
  {
    name: "driver.js + @rrweb/record + peerjs",
    note: "nothing around them",
    does: "tours, observation, voice",
    entry: `
      import { driver } from "driver.js";
      import { record } from "@rrweb/record";
      import { Peer } from "peerjs";
      driver({ steps: [] }).drive();
      record({ emit(event) { console.log(event); } });
      new Peer();`,
    styles: ["driver.js/dist/driver.css"],
  },
];

/** What a page loads before anything is wanted. */
export const loaders = [
  {
    name: "usertour.js",
    note: "the product behind it is not on npm",
    entry: `
      import usertour from "usertour.js";
      usertour.init("key");`,
  },
];
