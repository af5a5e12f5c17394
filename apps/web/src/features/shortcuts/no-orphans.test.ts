import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const SOURCES = new URL("../../", import.meta.url);
const HERE = "features/shortcuts/";

/** Files that ask for a modifier for another reason than a shortcut. */
const REASONS: Record<string, string> = {
  "features/conversations/ConversationRow.tsx": "a click with a modifier opens a tab, which is the browser's",
  "features/emoji/EmojiCompletion.tsx": "keys with a modifier are passed over",
  "features/messages/use-roving-row.ts": "keys with a modifier are passed over",
  "ui/TooltipLayer.tsx": "any key hides a hint",
};

const BINDS_A_KEY = /\b(?:ctrlKey|metaKey|altKey)\b|addEventListener\(\s*"key/;

it("finds no shortcut outside of the table", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith(HERE))
    .filter((path) => BINDS_A_KEY.test(readFileSync(new URL(path, SOURCES), "utf8")));
  expect(files.filter((path) => !(path in REASONS))).toEqual([]);
});
