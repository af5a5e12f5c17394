import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { inRoot, ROOT } from "./paths.mjs";

const LINK = /\]\((?!https?:|#)([^)#]+)/g;
const MADE_BY_BUILDING = /^apps\/(web\/out|server\/dist)\b/;
const PATH_IN_TEXT = /`((?:apps|packages|tests|tools|docs|examples)\/[\w./-]*\w)`/g;

function pagesBelow(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return folder === "." && entry.name !== "docs" ? [] : pagesBelow(path);
    return entry.name.endsWith(".md") ? [inRoot(path)] : [];
  });
}

describe("the documentation", () => {
  it.each(pagesBelow(".").map((page) => [relative(ROOT, page), page]))("names only files that exist: %s", (_, page) => {
    const text = readFileSync(page, "utf8");
    const named = [
      ...[...text.matchAll(LINK)].map(([, link]) => join(dirname(page), link)),
      ...[...text.matchAll(PATH_IN_TEXT)].map(([, path]) => inRoot(path)),
    ];
    const missing = named.filter((path) => !existsSync(path)).map((path) => relative(ROOT, path));
    expect(missing.filter((path) => !MADE_BY_BUILDING.test(path))).toEqual([]);
  });
});
