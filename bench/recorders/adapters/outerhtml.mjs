// The browser's own way to write a page down: the least that a snapshot can take.

export const about = { title: "`outerHTML`", records: false, only: "snapshot" };

export const load = async (send) => ({
  start: () => send(document.documentElement.outerHTML),
  stop() {},
});

export const read = ({ at, body }) => [{ at, raw: body }];
