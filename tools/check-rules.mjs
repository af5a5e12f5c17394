/**
 * Holds the protocol's rules and the tests together. Every rule of docs/protocol.md must be cited by the title of a test
 * that runs, as in `it("[S1] …")`, and every citation must name a rule.
 */
import { readFile } from "node:fs/promises";
import { citationsIn } from "./citations.mjs";
import { inRoot } from "./paths.mjs";

const RULE_DEFINITION = /^\*\*([A-Z]\d+)\*\* /gm;

const rules = new Set(
  [...(await readFile(inRoot("docs/protocol.md"), "utf8")).matchAll(RULE_DEFINITION)].map(([, id]) => id),
);
const citations = await citationsIn("[", "]");

const unproved = [...rules].filter((id) => !citations.has(id));
const unknown = [...citations].filter(([id]) => !rules.has(id));
for (const id of unproved) console.error(`Rule ${id} has no test: no title of a running test cites [${id}].`);
for (const [id, places] of unknown) {
  console.error(`[${id}] is no rule of docs/protocol.md, but cited in ${places.map(({ place }) => place).join(", ")}.`);
}
if (rules.size === 0) console.error("docs/protocol.md defines no rules (lines that begin with **ID**).");
console.log(`${rules.size} rules, ${rules.size - unproved.length} cited by tests.`);
process.exitCode = rules.size === 0 || unproved.length + unknown.length > 0 ? 1 : 0;
