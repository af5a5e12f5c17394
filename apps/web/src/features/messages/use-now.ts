/** The moment as far as days go: changes when the local day does. One timer for all who ask. */
import { useSyncExternalStore } from "react";
import { untilMidnight } from "./day-label.ts";

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The timer of a device that slept comes late, never early. */
function arm() {
  timer = setTimeout(() => {
    now = Date.now();
    for (const listener of listeners) listener();
    arm();
  }, untilMidnight(Date.now()) + 50);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    arm();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

export function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => now,
    () => now,
  );
}
