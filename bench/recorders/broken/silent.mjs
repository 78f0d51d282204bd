// Records, and sends nothing.

export const about = { title: "silent", records: true };

export const load = async () => ({ start() {}, stop() {} });

export const nodes = () => 0;
