// @rrweb/record as its guide says, with its defaults; each event is sent as JSON.

export const about = { title: "@rrweb/record", package: "@rrweb/record", records: true };

export async function load(send) {
  const { record } = await import("@rrweb/record");
  let stop;
  return {
    start() {
      stop = record({ emit: (event) => send(JSON.stringify(event)) });
    },
    stop: () => stop(),
  };
}

export const read = ({ body }) => [{ at: JSON.parse(body).timestamp, raw: body }];

/** How many nodes came or went, by an event. */
export function nodes(raw) {
  const { type, data } = JSON.parse(raw);
  return type === 3 && data.source === 0 ? data.adds.length + data.removes.length : 0;
}
