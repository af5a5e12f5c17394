/** Work that nobody waits for: once the page has loaded and the browser has nothing better to do, one piece after another. */

const LATEST_MS = 5_000;
const waiting: (() => Promise<unknown>)[] = [];
let isAtWork = false;

/** Failures are the task's own: it must say or retry them itself. Does nothing where pages are built. */
export function whenIdle(task: () => Promise<unknown>): void {
  if (typeof window === "undefined") return;
  waiting.push(task);
  if (isAtWork) return;
  isAtWork = true;
  if (document.readyState === "complete") next();
  else window.addEventListener("load", next, { once: true });
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
