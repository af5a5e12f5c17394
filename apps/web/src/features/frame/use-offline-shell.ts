import { useEffect } from "react";

/** Lets the browser keep the app's own files, so that the chat opens without a network. See public/service-worker.js. */
export function useOfflineShell(): void {
  useEffect(() => {
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register("/service-worker.js").catch(() => {
      // Private windows and plain-http addresses have none: the chat then needs a network to open, as any page.
    });
  }, []);
}
