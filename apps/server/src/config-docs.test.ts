/** docs/operations/configuration.md says of every setting what is so. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Environment } from "./config.ts";
import { SETTINGS_FROM_FILES } from "./config-files.ts";

const page = readFileSync(new URL("../../../docs/operations/configuration.md", import.meta.url), "utf8");

it("names every setting, each with its default, and no other", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (?:`([^`]*)`)? ?\|/gm)].map(([, name, standard]) => [name, standard]);
  const defaults: Record<string, unknown> = Environment.parse({});
  const settings = Object.keys(Environment.shape).map((name) => [name, defaults[name]?.toString()]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(settings));
});

it("names the settings that a file may hold", () => {
  const sentence = page.slice(page.lastIndexOf("|"));
  for (const name of SETTINGS_FROM_FILES) expect(sentence).toContain(`\`${name}\``);
});
