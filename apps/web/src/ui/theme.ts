/**
 * The theme a person chose, kept on this device and the same in all tabs. "system" follows the operating system, also while
 * the page is open. The first paint is the business of app/theme-script.ts, by the same key and the same rule.
 */
export const THEME_CHOICES = ["system", "light", "dark", "contrast"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const KEY = "oschat.theme";
const listeners = new Set<() => void>();

function isThemeChoice(value: string | null): value is ThemeChoice {
  return THEME_CHOICES.some((choice) => choice === value);
}

export function readThemeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return isThemeChoice(stored) ? stored : "system";
  } catch {
    return "system";
  }
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  apply(choice);
  for (const listener of listeners) listener();
}

function apply(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = choice === "system" ? systemTheme() : choice;
}

function systemTheme(): Exclude<ThemeChoice, "system"> {
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function subscribeToTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Follows the operating system and the other tabs; returns how to stop. */
export function followTheme(): () => void {
  const controller = new AbortController();
  const follow = () => {
    apply(readThemeChoice());
    for (const listener of listeners) listener();
  };
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    matchMedia(query).addEventListener("change", follow, { signal: controller.signal });
  }
  window.addEventListener("storage", (event) => event.key === KEY && follow(), { signal: controller.signal });
  return () => controller.abort();
}
