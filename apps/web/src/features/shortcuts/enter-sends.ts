/** Whether Enter sends or breaks the line, as this person likes it on this device; the same in all tabs. */

const KEY = "oschat.enterSends";
const listeners = new Set<() => void>();

export function readEnterSends(): boolean {
  try {
    return localStorage.getItem(KEY) !== "no";
  } catch {
    return true;
  }
}

export function chooseEnterSends(sends: boolean): void {
  try {
    localStorage.setItem(KEY, sends ? "yes" : "no");
  } catch {
    // Without storage there is nothing to remember it in.
  }
  for (const listener of listeners) listener();
}

/** Calls `listener` when it was changed, here or in another tab; returns how to stop. */
export function subscribeToEnterSends(listener: () => void): () => void {
  const hear = (event: StorageEvent) => event.key === KEY && listener();
  listeners.add(listener);
  window.addEventListener("storage", hear);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", hear);
  };
}
