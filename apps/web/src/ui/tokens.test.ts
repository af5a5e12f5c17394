/** The contrast promised by the tokens, computed from the stylesheet itself. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { contrast, over, parseOklch, type Rgba } from "../testing/contrast.ts";
import { HUES } from "./initials.ts";

const css = readFileSync(fileURLToPath(new URL("./tokens.css", import.meta.url)), "utf8");

function tokensOf(theme: string): Map<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

describe.each(["light", "dark", "contrast"])("the %s theme", (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string): Rgba => parseOklch(tokens.get(name) ?? `missing: ${name}`);
  const surfaces = ["bg", "surface", "raised", "selected", "accent-soft"];
  const hovered = ["bg", "surface", "raised"];

  it.each(["text", "text-muted", "accent", "danger", "warn", "ok", "mention"])(
    "--%s reads 4.5:1 on every surface",
    (name) => {
      for (const surface of surfaces)
        expect(contrast(colour(name), colour(surface)), surface).toBeGreaterThanOrEqual(4.5);
    },
  );

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

  it("initials read 4.5:1 on each of the avatars' colours", () => {
    for (let index = 0; index < HUES; index += 1) {
      const hue = index * (360 / HUES);
      const fill = parseOklch(`oklch(${tokens.get("avatar-fill")} ${hue})`);
      const ink = parseOklch(`oklch(${tokens.get("avatar-ink")} ${hue})`);
      expect(contrast(ink, fill), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
