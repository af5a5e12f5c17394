import compile from "icu-minify/compile";
import { createElement } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { ENGLISH } from "./english.ts";
import { richText, speak, spokenLanguage, text } from "./text.ts";

afterEach(() => speak("en", ENGLISH));

describe("what the app says", () => {
  it("comes from the English catalogue at first", () => {
    expect(text("common.cancel")).toBe("Cancel");
  });

  it("comes from another language's catalogue once that is spoken, by its plural rules", () => {
    const message = compile("{count, plural, zero {none} one {one} two {both} few {few} many {many} other {other}}");
    speak("ar", { common: { cancel: message } });
    const said = [0, 1, 2, 3, 11, 100].map((count) => text("common.cancel", { count }));
    expect(said).toEqual(["none", "one", "both", "few", "many", "other"]);
  });

  it("is English where another language has no words yet", () => {
    speak("de", {});
    expect(spokenLanguage()).toBe("de");
    expect(text("common.cancel")).toBe("Cancel");
  });

  it("has elements in it where the message says so", () => {
    speak("de", { common: { cancel: compile("Drücke <key>Esc</key>") } });
    const shown = richText("common.cancel", { key: (chunks) => createElement("kbd", null, ...chunks) });
    expect(shown).toEqual(["Drücke ", createElement("kbd", null, "Esc")]);
  });
});
