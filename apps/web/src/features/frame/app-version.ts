/**
 * Keeps the app's own files on this device, and hears when a newer version of them has come. Nothing is loaded anew by itself:
 * this page goes on with the files it began with, until somebody asks for the new ones. See public/service-worker.js.
 */
const LOOK_AT_MOST_EVERY_MS = 60_000;

/** @param onNewer a version newer than this page is on this device; may be called more than once */
export function followAppVersion(onNewer: () => void): () => void {
  const controller = new AbortController();
  if (process.env.NODE_ENV === "production" && "serviceWorker" in navigator) void follow(onNewer, controller.signal);
  return () => controller.abort();
}

async function follow(onNewer: () => void, signal: AbortSignal): Promise<void> {
  const workers = navigator.serviceWorker;
  const compare = async () => {
    if (workers.controller !== null && !(await isOf(workers.controller)) && !signal.aborted) onNewer();
  };
  workers.addEventListener("controllerchange", compare, { signal });
  try {
    const registration = await workers.register("/service-worker.js");
    lookNowAndThen(registration, signal);
    await compare();
  } catch {
    // Private windows and plain-http addresses have none: the chat then needs a network to open, as any page.
  }
}

/** A version comes with a new server, so a look is worth most when the server has just come back, or the person has. */
function lookNowAndThen(registration: ServiceWorkerRegistration, signal: AbortSignal): void {
  let lastAt = Date.now();
  const look = () => {
    if (document.visibilityState !== "visible" || Date.now() - lastAt < LOOK_AT_MOST_EVERY_MS) return;
    lastAt = Date.now();
    registration.update().catch(() => undefined);
  };
  document.addEventListener("visibilitychange", look, { signal });
  window.addEventListener("focus", look, { signal });
  window.addEventListener("online", look, { signal });
  const timer = setInterval(look, LOOK_AT_MOST_EVERY_MS * 30);
  signal.addEventListener("abort", () => clearInterval(timer));
}

/** Whether this page is made of the worker's version of the files. A worker that does not answer is of no other version. */
function isOf(worker: ServiceWorker): Promise<boolean> {
  const files = Array.from(document.scripts, ({ src }) => (src === "" ? "" : new URL(src).pathname));
  const channel = new MessageChannel();
  return new Promise((resolve) => {
    channel.port1.onmessage = ({ data }) => resolve(data !== false);
    worker.postMessage({ kind: "is-newest", files: files.filter((file) => file.startsWith("/_next/static/")) }, [
      channel.port2,
    ]);
  });
}
