/**
 * Holds the protocol's rules and the tests together. Every rule of docs/protocol.md must be cited by the title of a test
 * that runs, as in `it("[S1] …")`, and every citation must name a rule.
 */
import { readdir, readFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";

const RULE_DEFINITION = /^\*\*([A-Z]\d+)\*\* /gm;
const CITATION = /\[([A-Z]\d+(?:, ?[A-Z]\d+)*)\]/g;
const TITLE = /(["'`])(?:(?!\1).)*\[[A-Z]\d+(?:, ?[A-Z]\d+)*\].*\1/;
const NOT_RUN = /\.(skip|todo|fixme)\(/;

const rules = new Set(
  [...(await readFile(inRoot("docs/protocol.md"), "utf8")).matchAll(RULE_DEFINITION)].map(([, id]) => id),
);
const citations = await citationsBelow(["packages", "apps", "tests", "tools", "examples"]);

const unproved = [...rules].filter((id) => !citations.has(id));
const unknown = [...citations].filter(([id]) => !rules.has(id));
for (const id of unproved) console.error(`Rule ${id} has no test: no title of a running test cites [${id}].`);
for (const [id, places] of unknown)
  console.error(`[${id}] is no rule of docs/protocol.md, but cited in ${places.join(", ")}.`);
if (rules.size === 0) console.error("docs/protocol.md defines no rules (lines that begin with **ID**).");
console.log(`${rules.size} rules, ${rules.size - unproved.length} cited by tests.`);
process.exitCode = rules.size === 0 || unproved.length + unknown.length > 0 ? 1 : 0;

/** Rule id -> places (`file:line`) of the test titles that cite it. */
async function citationsBelow(folders) {
  const found = new Map();
  for (const folder of folders) {
    for (const path of await testFilesBelow(folder)) {
      const lines = (await readFile(inRoot(path), "utf8")).split("\n");
      lines.forEach((line, index) => {
        if (NOT_RUN.test(line) || !TITLE.test(line)) return;
        for (const [, ids] of line.matchAll(CITATION)) {
          for (const id of ids.split(/, ?/)) found.set(id, [...(found.get(id) ?? []), `${path}:${index + 1}`]);
        }
      });
    }
  }
  return found;
}

async function testFilesBelow(folder) {
  const entries = await readdir(inRoot(folder), { withFileTypes: true }).catch(() => []);
  const nested = await Promise.all(
    entries.map((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === "node_modules" ? [] : testFilesBelow(path);
      return /\.(test|spec)\.(tsx?|mjs)$/.test(entry.name) ? [path] : [];
    }),
  );
  return nested.flat();
}
