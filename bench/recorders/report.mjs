// The figures as Markdown.

import { line } from "../tours/report.mjs";

const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
};
const few = (value) => value.toFixed(value < 10 ? 1 : 0);
const kilobytes = (bytes) => (bytes / 1_000).toFixed(bytes < 100 ? 2 : bytes < 10_000 ? 1 : 0);
const megabytes = (bytes) => (bytes / 1_000_000).toFixed(1);
const ABSENT = "–";

/** The report of what was measured (`results.mjs`) of these recorders, in the order of these workloads. */
export function report({ browser, workloads }, compared, order) {
  const chosen = order.filter(({ name }) => name in workloads);
  const of = (workload, recorder) => workloads[workload]?.taken[recorder.name] ?? [];
  const [none] = compared;
  /** The median of what `value` gives, less `floor`; marked when the recorder lost something. */
  const figure = (workload, recorder, value, floor = 0) => {
    const values = of(workload, recorder).map(value).filter(Number.isFinite);
    return values.length > 0 ? Math.max(median(values) - floor, 0) : undefined;
  };
  const cell = (workload, recorder, value, show) => {
    if (value === undefined) return ABSENT;
    return show(value) + (of(workload, recorder).some(({ lacks }) => lacks) ? " †" : "");
  };
  const spread = (workload, recorder, value, floor) => {
    const values = of(workload, recorder).map(value).map((each) => Math.max(each - floor, 0));
    return values.length > 1 ? ` (${few(Math.min(...values))}–${few(Math.max(...values))})` : "";
  };
  const table = (head, rows) =>
    rows.length === 0
      ? "Not measured."
      : [line(["", ...head]), line(["---", ...head.map(() => "---:")]), ...rows.map(line)].join("\n");
  const titled = ({ name, title }) => (name === "alongside" ? `**${title}**` : title);

  const snapshots = chosen.filter(({ kind }) => kind === "snapshot");
  const snapshotRows = snapshots.flatMap(({ name, size }) => {
    const floor = figure(name, none, ({ cpu }) => cpu) ?? 0;
    const floorAgain = figure(name, none, ({ again }) => again) ?? 0;
    const html = compared.find((each) => each.name === "outerhtml");
    const least = html && figure(name, html, ({ cpu }) => cpu, floor);
    const leastAgain = html && figure(name, html, ({ again }) => again, floorAgain);
    return compared
      .filter((each) => each.records || each.only === "snapshot")
      .map((each) => {
        const cpu = figure(name, each, (own) => own.cpu, floor);
        const again = figure(name, each, (own) => own.again, floorAgain);
        const times = (value, by) => (value === undefined || !by ? "" : ` = ${few(value / by)}×`);
        return [
          `${size.toLocaleString("en")} nodes: ${titled(each)}`,
          cell(name, each, cpu, few) + (cpu === undefined ? "" : spread(name, each, (own) => own.cpu, floor) + times(cpu, least)),
          again === undefined ? ABSENT : few(again) + times(again, leastAgain),
          cell(name, each, figure(name, each, (own) => own.task), few),
          cell(name, each, figure(name, each, (own) => own.raw), kilobytes),
          cell(name, each, figure(name, each, (own) => own.stream), kilobytes),
        ];
      });
  });

  const tables = chosen.filter(({ kind, only }) => kind === "table" && !only);
  const rest = (make) => figure(`${make}-rest`, none, ({ cpu }) => cpu) ?? 0;
  const heads = tables.map(({ make, title }) => `${make}: ${title}`);
  const users = compared.filter(({ only, name }) => !only && name !== "none");
  const spent = ({ name, make }, each) => figure(name, each, ({ cpu }) => cpu, rest(make));
  const ratio = ([cpu, bare]) => (cpu !== undefined && bare ? cpu / bare : undefined);
  const ratioRows = users.map((each) => {
    const own = tables.map((workload) => [spent(workload, each), spent(workload, none)]);
    const whole = own.every(([cpu, bare]) => cpu !== undefined && bare) && own.length > 0;
    const sum = (at) => own.reduce((total, pair) => total + pair[at], 0);
    const even = Math.exp(own.reduce((total, [cpu, bare]) => total + Math.log(cpu / bare), 0) / own.length);
    return [
      titled(each),
      ...tables.map(({ name }, at) => cell(name, each, ratio(own[at]), (value) => value.toFixed(2))),
      whole ? (sum(0) / sum(1)).toFixed(2) : ABSENT,
      whole ? even.toFixed(2) : ABSENT,
    ];
  });
  const bare = (workload) =>
    cell(workload.name, none, spent(workload, none), few) + spread(workload.name, none, ({ cpu }) => cpu, rest(workload.make));
  const bareRow = ["no recorder, ms", ...tables.map(bare), "", ""];
  const taskRows = [none, ...users].map((each) => [
    titled(each),
    ...tables.map(({ name }) => cell(name, each, figure(name, each, ({ task }) => task), few)),
  ]);
  const senders = compared.filter(({ records }) => records);
  const weights = Object.entries({
    raw: "as they are",
    stream: "one compressed stream",
    each: "each compressed",
    sent: "on the wire",
  });
  const byteRows = tables.flatMap((workload) =>
    weights.map(([key, words]) => [
      `${workload.make}: ${workload.title}, ${words}`,
      ...senders.map((each) => cell(workload.name, each, figure(workload.name, each, (own) => own[key] / workload.times), kilobytes)),
    ]),
  );
  const stormRows = chosen
    .filter(({ kind }) => kind === "storm")
    .flatMap(({ name }) =>
      [none, ...users].map((each) => [
        titled(each),
        cell(name, each, figure(name, each, ({ cpu }) => cpu), few) + spread(name, each, ({ cpu }) => cpu, 0),
        cell(name, each, figure(name, each, ({ task }) => task), few),
        ...["raw", "stream"].map((key) => (each.records ? cell(name, each, figure(name, each, (own) => own[key]), kilobytes) : "")),
      ]),
    );
  const memoryRows = chosen.some(({ kind }) => kind === "churn")
    ? [none, ...users].flatMap((each) =>
        of("churn", each).map(({ before, after, rounds, stopped }) => {
          const sum = ({ heap, buffers, wasm }) => heap + buffers + wasm;
          return [
            titled(each) + (stopped ? " (stopped by itself)" : ""),
            megabytes(before.heap + before.buffers),
            megabytes(after.heap + after.buffers),
            megabytes(before.wasm),
            megabytes(after.wasm),
            megabytes(sum(after) - sum(before)),
            megabytes(after.dom - before.dom),
            String(rounds),
          ];
        }),
      )
    : [];
  const lost = compared.flatMap((each) =>
    chosen.flatMap(({ name }) => {
      const [why] = of(name, each).map(({ lacks }) => lacks).filter(Boolean);
      return why ? [`- † ${each.title} in ${name}: ${why}.`] : [];
    }),
  );
  const wrong = compared.flatMap(({ name: recorder, title }) =>
    chosen
      .filter(({ name }) => recorder in workloads[name].failed)
      .map(({ name }) => `- ${title} in ${name} gave no figure: ${workloads[name].failed[recorder]}.`),
  );
  const counts = [...new Set(chosen.filter(({ kind }) => kind !== "churn").map(({ name }) => workloads[name].runs))];
  const minutes = workloads.churn?.minutes;
  const notes = compared.filter(({ note }) => note).map(({ title, note }) => `- ${title} ${note}.`);

  return `# Recorders

\`\`\`sh
node bench/recorders.mjs
\`\`\`

Chromium ${browser}; ${counts.join(" or ")} runs, recorders in turns, each measure in a fresh context; medians, and from the least to the most
in brackets. Milliseconds are processor time of the page's main thread, from the change until the recorder has sent all of it,
with what it puts off; what the measuring itself takes (the same with no recorder and nothing done) is taken off. The longest
task is processor time too. A figure counts only when the change is in what the recorder sent: ours is drawn in a replica and
compared node by node, of the others texts and nodes are looked for. **†**: part of the change was never sent; the figure is
of the rest.

Recorders run as their documentation says, with their defaults (ours: \`mask-inputs\`); how is in \`bench/recorders/adapters/\`.
Loading them is not counted, starting them is. kB is 1,000 bytes.

${notes.join("\n")}

## The first snapshot

\`outerHTML\` is the least that a walk of the page can cost (×). *Again*: stopped and started once more in the same page.
Compressed: zlib, level 6. The page's style sheet (60 kB) is in the bytes of those that copy it.

${table(["ms", "again, ms", "longest task, ms", "kB", "kB compressed"], snapshotRows)}

## A table at work

Processor time with the recorder; with none = 1. Tables as in js-framework-benchmark, keyed; update, swap and remove ten times,
with a rest in between. The last columns: all of them together, and their geometric mean.

${table([...heads, "all", "mean"], tables.length > 0 ? [bareRow, ...ratioRows] : [])}

## Longest task, ms

${table(heads, tables.length > 0 ? taskRows : [])}

## Bytes of one operation, kB

Messages as the recorder makes them, before any compression of its own; all of them as one stream (zlib level 6, flushed after
each message); each by itself (gzip level 6); and what really left the page, with the little change that ends the measure.
Where there are ten operations, a tenth.

${table(senders.map(titled), byteRows)}

## A storm

100,000 changes of texts, attributes and nodes all over a page of 50,000 nodes, 200 in each task of the page. Nothing is
taken off.

${table(["ms", "longest task, ms", "kB", "kB compressed"], stormRows)}

## Memory${minutes ? ` after ${minutes} ${minutes === 1 ? "minute" : "minutes"} of churn` : ""}, MB

Ten times a second 100 rows of 1,000 come, 100 go and 100 texts change. After a collection: JavaScript heap with its buffers,
and memory of wasm. Workers are not counted.

${table(["heap before", "after", "wasm before", "after", "growth", "growth of the DOM's heap", "rounds"], memoryRows)}
${[...lost, ...wrong].length > 0 ? `\n## What was lost\n\n${[...lost, ...wrong].join("\n")}\n` : ""}`;
}
