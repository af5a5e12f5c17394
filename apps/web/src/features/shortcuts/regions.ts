/**
 * The parts of the screen that F6 walks through, in the order of the document: whatever carries `data-region`. Focus goes to
 * where work goes on in a region: its text, its chosen row, else its heading.
 */

const STARTS = [
  "textarea:not(:disabled)",
  '[data-row][tabindex="0"]',
  '[data-conversation-id][tabindex="0"]',
  "h2[tabindex]",
  "button:not(:disabled)",
];

/** Moves the focus to the next region, or with -1 to the one before; false when there is nowhere to go. */
export function focusRegion(step: 1 | -1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(isReachable);
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const from = current === -1 && step === -1 ? 0 : current;
  for (let count = 1; count <= regions.length; count += 1) {
    const region = regions[(from + step * count + regions.length * count) % regions.length];
    if (region !== undefined && focusStart(region)) return true;
  }
  return false;
}

function isReachable(region: HTMLElement): boolean {
  return region.checkVisibility() && region.closest("[inert]") === null;
}

function focusStart(region: HTMLElement): boolean {
  for (const start of STARTS) {
    const element = [...region.querySelectorAll<HTMLElement>(start)].find((one) => one.checkVisibility());
    element?.focus({ preventScroll: true });
    if (element !== undefined && document.activeElement === element) return true;
  }
  return false;
}
