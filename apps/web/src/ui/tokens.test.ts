/** The contrast promised by the tokens, computed from the stylesheet itself. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { contrast, over, parseOklch, type Rgba } from "../testing/contrast.ts";
import { AVATAR_HUES, AVATAR_TONES } from "./initials.ts";
import { accentChoice } from "./look.ts";

const css = readFileSync(fileURLToPath(new URL("./tokens.css", import.meta.url)), "utf8");

function tokensOf(theme: string): Map<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

function hueOf(accent: string): string {
  return new RegExp(`\\[data-accent="${accent}"\\] \\{\\s*--accent-hue: (\\d+);`).exec(css)?.[1] ?? `no hue: ${accent}`;
}

const THEMES = ["light", "dark", "contrast"].flatMap((theme) =>
  accentChoice.values.map((accent) => ({ theme, accent })),
);

describe.each(THEMES)("the $theme theme with $accent", ({ theme, accent }) => {
  const tokens = new Map(tokensOf(theme)).set("accent-hue", hueOf(accent));
  const resolved = (value: string): string =>
    value.replace(/var\(--([\w-]+)\)/g, (_, name: string) => resolved(tokens.get(name) ?? `missing: ${name}`));
  const colour = (name: string): Rgba => parseOklch(resolved(`var(--${name})`));
  const surfaces = ["bg", "surface", "raised", "selected", "accent-soft"];
  const hovered = ["bg", "surface", "raised"];

  it.each(["text", "text-muted", "accent", "danger", "warn", "ok", "mention"])(
    "--%s reads 4.5:1 on every surface",
    (name) => {
      for (const surface of surfaces)
        expect(contrast(colour(name), colour(surface)), surface).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(["keyword", "string", "number", "name"])("--code-%s reads 4.5:1 where code stands", (tone) => {
    for (const surface of hovered) {
      expect(contrast(colour(`code-${tone}`), colour(surface)), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["text", "text-muted"])("--%s reads 4.5:1 on a hovered surface", (name) => {
    for (const surface of hovered) {
      const ground = over(colour("hover"), colour(surface));
      expect(contrast(colour(name), ground), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each([
    ["accent-text", "accent"],
    ["danger-text", "danger"],
    ["mention-text", "mention"],
    ["surface", "text"],
  ])("--%s reads 4.5:1 on a fill of --%s", (ink, fill) => {
    expect(contrast(colour(ink), colour(fill))).toBeGreaterThanOrEqual(4.5);
  });

  it("--line-strong, --text-faint and the focus ring stand out 3:1", () => {
    for (const surface of hovered) {
      for (const name of ["line-strong", "text-faint", "accent"]) {
        expect(contrast(colour(name), colour(surface)), `${name} on ${surface}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it.each(AVATAR_TONES)("initials read 4.5:1 on each %s colour of avatars", (tone) => {
    for (let index = 0; index < AVATAR_HUES; index += 1) {
      const hue = index * (360 / AVATAR_HUES);
      const fill = parseOklch(`oklch(${tokens.get(`avatar-${tone}`)} ${hue})`);
      const ink = parseOklch(`oklch(${tokens.get(`avatar-${tone}-ink`)} ${hue})`);
      expect(contrast(ink, fill), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
