/**
 * Holds the security ledger and the tests together. Each row of the table in docs/security.md begins with an item and ends with
 * its proof: the test files whose titles cite it, as in `it("{A1} …")`, or the reason why it does not apply. Every file named
 * must cite the item, every citation must have a row, and no item of the list that was worked through may be left out.
 */
import { readFile } from "node:fs/promises";
import { citationsIn } from "./citations.mjs";
import { inRoot } from "./paths.mjs";

const ROW = /^\| ([A-Z]\d+) \|.*\| (.+) \|$/gm;
const FILE = /`([\w.-]+\.(?:test|spec)\.(?:tsx?|mjs))`/g;
const NOT_APPLICABLE = /^Not applicable: .{20,}/;

/** What concerns the product as it is: the other items are about parts that do not exist. */
const WORKED_THROUGH = {
  A: upTo(17),
  S: upTo(14),
  C: upTo(16),
  D: upTo(8),
  E: upTo(5),
  F: upTo(15),
  G: upTo(12),
  J: [...upTo(9), 12, 14],
};

const ledger = await readFile(inRoot("docs/security.md"), "utf8");
const rows = new Map([...ledger.matchAll(ROW)].map(([, id, proof]) => [id, proof]));
const citations = await citationsIn("{", "}");
const faults = [];

for (const [letter, numbers] of Object.entries(WORKED_THROUGH)) {
  for (const number of numbers)
    if (!rows.has(`${letter}${number}`)) faults.push(`${letter}${number} has no row in docs/security.md.`);
}
for (const [id, proof] of rows) {
  const files = [...proof.matchAll(FILE)].map(([, file]) => file);
  const citing = (citations.get(id) ?? []).map(({ file }) => file.slice(file.lastIndexOf("/") + 1));
  for (const file of files)
    if (!citing.includes(file)) faults.push(`${id}: no title of a running test in ${file} cites {${id}}.`);
  if (files.length === 0 && !NOT_APPLICABLE.test(proof)) faults.push(`${id} has neither a test nor a reason.`);
}
for (const [id, places] of citations) {
  if (!rows.has(id))
    faults.push(
      `{${id}} has no row in docs/security.md, but is cited in ${places.map(({ place }) => place).join(", ")}.`,
    );
}

for (const fault of faults) console.error(fault);
console.log(`${rows.size} items.`);
process.exitCode = faults.length > 0 ? 1 : 0;

function upTo(last) {
  return Array.from({ length: last }, (_, index) => index + 1);
}
