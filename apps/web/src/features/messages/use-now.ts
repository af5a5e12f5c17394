/** The moment as far as days go: changes when the local day does. One timer for all who ask. */
import { useSyncExternalStore } from "react";
import { dayKey, untilMidnight } from "./day-label.ts";

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Looks at the clock again. The timer of a device that slept comes late or not at all: whoever comes back looks too. */
function look(): void {
  clearTimeout(timer);
  timer = setTimeout(look, untilMidnight(Date.now()) + 50);
  if (dayKey(now) === dayKey(Date.now())) return;
  now = Date.now();
  for (const listener of listeners) listener();
}

/** Calls `listener` when the day changes; returns how to stop. */
export function subscribeToDay(listener: () => void): () => void {
  if (listeners.size === 0) {
    look();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("focus", look);
  };
}

/** A moment of the present day, in milliseconds since the epoch; true while somebody is subscribed. */
export function momentOfToday(): number {
  return now;
}

export function useNow(): number {
  return useSyncExternalStore(subscribeToDay, momentOfToday, momentOfToday);
}
