/**
 * Holds docs/ui-behaviours.md and the browser tests together. Each row of its tables ends with how the behaviour is known: `tests`,
 * and then the title of a running browser test cites its number, as in `test("#8 #9 …")`; or `By hand: …`, `Not applicable: …`, or
 * `Open: …` for what is not known or not there yet, with the reason. Every citation must have a row.
 */
import { readFile } from "node:fs/promises";
import { browserTestTitles } from "./citations.mjs";
import { inRoot } from "./paths.mjs";

const ROW = /^\| (\d+) \|.*\| (.+) \|$/gm;
const REASON = /^(By hand|Not applicable|Open): .{20,}/;
const CITATION = /(?<![\w&#])#(\d+)\b/g;

const list = await readFile(inRoot("docs/ui-behaviours.md"), "utf8");
const rows = new Map([...list.matchAll(ROW)].map(([, number, proof]) => [number, proof]));
const cited = new Map();
for (const { title, place } of await browserTestTitles()) {
  for (const [, number] of title.matchAll(CITATION)) cited.set(number, [...(cited.get(number) ?? []), place]);
}

const faults = [];
for (const [number, proof] of rows) {
  if (proof === "tests") {
    if (!cited.has(number))
      faults.push(`#${number} is known by tests, but no title of a running browser test cites it.`);
  } else if (!REASON.test(proof)) faults.push(`#${number} has neither tests nor a reason.`);
}
for (const [number, places] of cited) {
  if (!rows.has(number))
    faults.push(`#${number} has no row in docs/ui-behaviours.md, but is cited in ${places.join(", ")}.`);
}

for (const fault of faults) console.error(fault);
console.log(`${rows.size} behaviours, ${cited.size} of them with browser tests.`);
process.exitCode = faults.length > 0 ? 1 : 0;
