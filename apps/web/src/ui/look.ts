/**
 * How this device shows the app: theme, accent, density, size of the text. Stands as attributes on <html>, set before the first
 * paint by app/first-paint-script.ts, and kept right from then on: also when another tab or the operating system changes its mind.
 */
import { deviceChoice } from "../device/device-choice.ts";

export const themeChoice = deviceChoice("theme", ["system", "light", "dark", "contrast"]);
export const accentChoice = deviceChoice("accent", ["iris", "lagoon", "fern", "ochre", "plum"]);
export const densityChoice = deviceChoice("density", ["cozy", "compact"]);
/** The size of message text in pixels; all other text grows and shrinks with it. */
export const textSizeChoice = deviceChoice("text-size", ["15", "12", "13", "14", "16", "17", "18", "19", "20"]);

export const USUAL_TEXT_SIZE = Number(textSizeChoice.values[0]);

const CHOICES = [themeChoice, accentChoice, densityChoice, textSizeChoice];
const SYSTEM_WISHES = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"];

function applyLook(): void {
  const { dataset, style } = document.documentElement;
  const theme = themeChoice.read();
  dataset.theme = theme === "system" ? systemTheme() : theme;
  dataset.accent = accentChoice.read();
  dataset.density = densityChoice.read();
  style.setProperty("--text-scale", String(Number(textSizeChoice.read()) / USUAL_TEXT_SIZE));
}

function systemTheme(): string {
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Returns how to stop. */
export function followLook(): () => void {
  applyLook();
  const stops = CHOICES.map((choice) => choice.subscribe(applyLook));
  const queries = SYSTEM_WISHES.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", applyLook);
  return () => {
    for (const stop of stops) stop();
    for (const query of queries) query.removeEventListener("change", applyLook);
  };
}
