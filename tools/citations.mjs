/** Finds where the titles of running tests cite the ids that a document gives out. Tests marked as not to be run do not count. */
import { readdir, readFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";

const FOLDERS = ["packages", "apps", "tests", "tools", "examples"];
const IDS = "[A-Z]\\d+(?:, ?[A-Z]\\d+)*";
const NOT_RUN = /\.(skip|todo|fixme)\(/;

/**
 * @param open and close, the brackets around ids, as in `[S1, S2]`
 * @returns id -> places, each with its `file` and, for people, its `place` (`file:line`)
 */
export async function citationsIn(open, close) {
  const citation = new RegExp(`(?<!\\$)\\${open}(${IDS})\\${close}`, "g");
  const title = new RegExp(`(["'\`])(?:(?!\\1).)*\\${open}${IDS}\\${close}.*\\1`);
  const found = new Map();
  for (const folder of FOLDERS) {
    for (const file of await testFilesBelow(folder)) {
      const lines = (await readFile(inRoot(file), "utf8")).split("\n");
      lines.forEach((line, index) => {
        if (NOT_RUN.test(line) || !title.test(line)) return;
        for (const [, ids] of line.matchAll(citation)) {
          for (const id of ids.split(/, ?/)) {
            found.set(id, [...(found.get(id) ?? []), { file, place: `${file}:${index + 1}` }]);
          }
        }
      });
    }
  }
  return found;
}

/** The titles of the browser tests that run, each with its `place` (`file:line`). */
export async function browserTestTitles() {
  const titles = [];
  for (const file of await testFilesBelow("tests/e2e")) {
    const source = await readFile(inRoot(file), "utf8");
    for (const { index, 2: title } of source.matchAll(/\btest\(\s*(["'`])(.*?)\1/g)) {
      titles.push({ title, place: `${file}:${source.slice(0, index).split("\n").length}` });
    }
  }
  return titles;
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
