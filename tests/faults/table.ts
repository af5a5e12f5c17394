/**
 * The table of docs/reliability.md, from what `npm run faults -- --json <file>` wrote:
 *
 *   node --import tsx tests/faults/table.ts figures.jsonl …
 */
import { readFile } from "node:fs/promises";
import type { Figures } from "./checker/figures.ts";
import { SCENARIOS } from "./scenarios/index.ts";

interface Line {
  scenario: string;
  seed: number;
  seconds: number;
  verdict: "passed" | "failed" | "skipped";
  figures?: Figures;
}

const texts = await Promise.all(process.argv.slice(2).map((file) => readFile(file, "utf8")));
const lines = texts.flatMap((text) => text.trim().split("\n")).map((line) => JSON.parse(line) as Line);

console.log(
  "| scenario | seeds | sends | acknowledged | refused | unknown | deliveries | faults | equal after (s) | result |",
);
console.log("|---|---|---|---|---|---|---|---|---|---|");
for (const [name, { title }] of Object.entries(SCENARIOS)) {
  const runs = lines.filter(({ scenario }) => scenario === name);
  if (runs.length > 0) console.log(row(`**${name}** ${title}`, runs));
}

function row(title: string, runs: readonly Line[]): string {
  const figures = runs.flatMap(({ figures: one }) => one ?? []);
  const sum = (of: (one: Figures) => number) => figures.reduce((total, one) => total + of(one), 0);
  const faults = sum((one) => Object.values(one.faults).reduce((total, count) => total + count, 0));
  const converged = figures.map(({ convergeMs }) => (convergeMs === null ? "never" : (convergeMs / 1_000).toFixed(1)));
  const verdicts = [...new Set(runs.map(({ verdict }) => verdict))].join(", ");
  const counts = [sum((one) => one.sends), sum((one) => one.acks), sum((one) => one.fails), sum((one) => one.unknowns)];
  const cells = [title, runs.map(({ seed }) => seed).join(", "), ...counts, sum((one) => one.deliveries), faults];
  return `| ${[...cells, converged.join(", "), verdicts].join(" | ")} |`;
}
