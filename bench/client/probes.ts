/** What measures inside the page. Runs there as text, so it uses nothing from outside of its function. */

import type { BrowserContext } from "@playwright/test";

export interface Probes {
  /** Resolves after the next frame is on the screen, with how long `act` until then took; waits for `isDone` first. */
  untilPainted(act: () => void, isDone: () => boolean): Promise<number>;
  readonly vitals: { lcp: number; cls: number; interactions: Map<number, number> };
}

/** In every page that is opened from now on. */
export async function addProbes(context: BrowserContext): Promise<void> {
  await context.addInitScript(NAMING);
  await context.addInitScript(installProbes);
}

/** The loader that runs the benchmarks gives functions their names by this. */
const NAMING = "globalThis.__name ??= (named) => named";

function installProbes(): void {
  const vitals = { lcp: 0, cls: 0, interactions: new Map<number, number>() };
  const observe = (type: string, see: (entry: PerformanceEntry) => void, options = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true, ...options });
  observe("largest-contentful-paint", (entry) => {
    vitals.lcp = entry.startTime;
  });
  observe("layout-shift", (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) vitals.cls += value;
  });
  observe(
    "event",
    (entry) => {
      const { interactionId, duration } = entry as PerformanceEventTiming & { interactionId: number };
      if (interactionId === 0) return;
      vitals.interactions.set(interactionId, Math.max(duration, vitals.interactions.get(interactionId) ?? 0));
    },
    { durationThreshold: 16 },
  );

  function untilPainted(act: () => void, isDone: () => boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const started = performance.now();
      const look = () => {
        if (performance.now() - started > 20_000) return reject(new Error("It was not painted within 20 s."));
        if (!isDone()) return requestAnimationFrame(look);
        // A task after a frame's callbacks runs when the frame has been handed to the screen.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - started);
        port2.postMessage(null);
      };
      act();
      requestAnimationFrame(look);
    });
  }
  Object.assign(window, { probes: { untilPainted, vitals } });
}

declare global {
  interface Window {
    probes: Probes;
  }
}
