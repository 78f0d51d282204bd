// Datadog's browser SDK with session replay; what is not recording is switched off.

export const about = {
  title: "@datadog/browser-rum",
  package: "@datadog/browser-rum",
  records: true,
  note: "compresses in a worker, sends a segment every 5 s or 60 KB",
};

export async function load() {
  const { datadogRum } = await import("@datadog/browser-rum");
  datadogRum.init({
    applicationId: "application",
    clientToken: "token",
    proxy: `${location.origin}/datadog`,
    sessionSampleRate: 100,
    sessionReplaySampleRate: 100,
    telemetrySampleRate: 0,
    startSessionReplayRecordingManually: true,
    defaultPrivacyLevel: "mask-user-input",
    trackUserInteractions: false,
    trackResources: false,
    trackLongTasks: false,
  });
  return {
    start: () => datadogRum.startSessionReplayRecording({ force: true }),
    stop: () => datadogRum.stopSessionReplayRecording(),
  };
}

/** The records of a segment; what else the SDK sends has no segment. */
export function read({ type, body }, { inflate, parts }) {
  const segment = parts(type, body).find(({ name }) => name === "segment");
  if (!segment) return [];
  const { records } = JSON.parse(inflate(segment.body));
  return records.map((record) => ({ at: record.timestamp, raw: Buffer.from(JSON.stringify(record)) }));
}

/** How many changes of the tree: of its own format (12), and of the older one (3). */
export function nodes(raw) {
  const { type, data } = JSON.parse(raw);
  if (type === 3 && data.source === 0) return data.adds.length + data.removes.length;
  if (type !== 12) return 0;
  const [ADD, REMOVE] = [1, 2];
  return data.filter(([kind]) => kind === ADD || kind === REMOVE).length;
}
