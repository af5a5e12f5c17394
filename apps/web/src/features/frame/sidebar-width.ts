/** How wide the sidebar is: between two bounds, remembered on this device. */
export const SIDEBAR_WIDTH = { min: 240, initial: 300, max: 420 } as const;

const KEY = "oschat.sidebar-width";

export function clampSidebarWidth(width: number): number {
  if (!Number.isFinite(width)) return SIDEBAR_WIDTH.initial;
  return Math.round(Math.min(SIDEBAR_WIDTH.max, Math.max(SIDEBAR_WIDTH.min, width)));
}

export function readSidebarWidth(): number {
  try {
    return clampSidebarWidth(Number.parseInt(localStorage.getItem(KEY) ?? "", 10));
  } catch {
    return SIDEBAR_WIDTH.initial;
  }
}

export function rememberSidebarWidth(width: number): void {
  try {
    localStorage.setItem(KEY, String(width));
  } catch {
    // Without storage the width lasts as long as the page.
  }
}
