// What is measured, by name.

const K = 1_000;

/** Pages of so many nodes. */
export const sizes = [1 * K, 10 * K, 50 * K];

/** What is done to a table that has `prepared` rows; `moves`: nodes must come or go. */
const operations = [
  // What the measuring itself takes.
  { name: "rest", what: "rest", only: "none" },
  { name: "create-1k", title: "create 1k", what: "create", given: 1 * K, moves: true },
  { name: "create-10k", title: "create 10k", what: "create", given: 10 * K, moves: true },
  { name: "update", title: "update every 10th", what: "update", prepared: 1 * K, times: 10 },
  { name: "swap", title: "swap two", what: "swap", prepared: 1 * K, times: 10, moves: true },
  { name: "remove", title: "remove one", what: "remove", given: 4, prepared: 1 * K, times: 10, moves: true },
  { name: "clear", title: "clear 1k", what: "clear", prepared: 1 * K, moves: true },
];

const snapshots = sizes.map((size) => ({ name: `snapshot-${size / K}k`, kind: "snapshot", size }));
const tables = ["vanilla", "react"].flatMap((make) =>
  operations.map((each) => ({ times: 1, prepared: 0, ...each, name: `${make}-${each.name}`, kind: "table", make })),
);

/** Changes all over the largest page. */
const storm = { name: "storm", kind: "storm", size: 50 * K, changes: 100 * K };

export const workloads = [...snapshots, ...tables, storm, { name: "churn", kind: "churn" }];
