import { expect, type Page } from "@playwright/test";

/** Waits until the browser keeps the whole app, so that the next start needs no network. */
export async function keptShell(page: Page): Promise<void> {
  const isKept = () =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      return navigator.serviceWorker.controller !== null && (await caches.match("/chat")) !== undefined;
    });
  await expect.poll(isKept).toBe(true);
}
