// clarity-js as its README says, with its defaults.

const MUTATION = 6;

export const about = {
  title: "clarity-js",
  package: "clarity-js",
  records: true,
  // Started again, it takes the address from its cookie and spoils it.
  once: true,
  note: "yields to the page and drops repeated changes of one place; sends after 0.1 s, later less and less often, with gzip",
};

export async function load() {
  const { clarity } = await import("clarity-js");
  return {
    start: () => clarity.start({ projectId: "project", upload: `${location.origin}/clarity`, track: true, content: true }),
    stop: () => clarity.stop(),
  };
}

/** Its events: what it draws from (`p`), and what it counts (`a`). Their times are from its start. */
export function read({ path, body }, { inflate, started }) {
  if (path !== "/clarity") return [];
  const { a = [], p = [] } = JSON.parse(inflate(body));
  return [...p, ...a].map((event) => ({ at: started + event[0], raw: Buffer.from(JSON.stringify(event)) }));
}

/** A mutation event has the nodes that changed, and no count of them. */
export function nodes(raw) {
  const [, type, ...changed] = JSON.parse(raw);
  return type === MUTATION && changed.length > 0 ? 1 : 0;
}
