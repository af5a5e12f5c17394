/** Work that nobody waits for: some time after the page has loaded, when the browser has nothing better to do, one piece after another. */

/** A start waits for the network again and again, which only looks like having nothing to do. */
const START_MS = 3_000;
const LATEST_MS = 5_000;
const waiting: (() => Promise<unknown>)[] = [];
let isAtWork = false;

/** Failures are the task's own: it must say or retry them itself. Does nothing where pages are built. */
export function whenIdle(task: () => Promise<unknown>): void {
  if (typeof window === "undefined") return;
  waiting.push(task);
  if (isAtWork) return;
  isAtWork = true;
  const begin = () => setTimeout(next, START_MS);
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}

function next(): void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: LATEST_MS });
  else setTimeout(work, 200);
}

async function work(): Promise<void> {
  await waiting
    .shift()?.()
    .catch(() => undefined);
  if (waiting.length > 0) next();
  else isAtWork = false;
}
