// Ours, from the built package: `record()` of its observe entry.

export const about = { title: "alongside", records: true, replica: true };

export async function load(send) {
  // Served beside the page, as a site serves it; not bundled.
  const { load, record } = await import("/pkg/observe.js");
  await load();
  let recording;
  return {
    async start() {
      recording = await record({ emit: send, privacy: "mask-inputs" });
    },
    stop: () => recording.stop(),
  };
}

/** A frame is sent as it is. */
export const read = ({ at, body }) => [{ at, raw: body }];
