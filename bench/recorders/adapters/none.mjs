// The page alone: what every ratio is to.

export const about = { title: "no recorder", records: false };

export const load = async () => ({ start() {}, stop() {} });
