// rrweb without what it says of nodes that come, go or change, but for the words that end a measure.

export { nodes, read } from "../adapters/rrweb.mjs";
import { load as loadWhole } from "../adapters/rrweb.mjs";

export const about = { title: "drops", records: true };

export const load = (send) =>
  loadWhole((event) => {
    const { type, data } = JSON.parse(event);
    if (type !== 3 || data.source !== 0 || event.includes('"mark')) send(event);
    else send(JSON.stringify({ type: 5, data: {}, timestamp: Date.now() }));
  });
