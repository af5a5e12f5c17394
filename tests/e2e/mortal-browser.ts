/** Ends that leave a page no time to do anything: its process is killed, or the whole browser's. */
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { CHROMIUM } from "./chromium.ts";

/** The page's process dies, as it does when the system runs out of memory. */
export async function killTab(page: Page): Promise<void> {
  const crashed = page.waitForEvent("crash");
  const devtools = await page.context().newCDPSession(page);
  // It never answers.
  devtools.send("Page.crash").catch(() => undefined);
  await crashed;
  await page.close();
}

export interface MortalBrowser {
  context: BrowserContext;
  kill(): Promise<void>;
}

/** @param profile the folder in which the browser keeps everything, over its death */
export async function startMortalBrowser(profile: string): Promise<MortalBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    ...CHROMIUM,
    ignoreHTTPSErrors: process.env.OSCHAT_TEST_PROXY !== undefined,
  });
  const processId = await browserProcess(context);
  return {
    context,
    async kill() {
      const closed = context.waitForEvent("close");
      // The browser leads a group of its own: all its processes end at once.
      process.kill(-processId, "SIGKILL");
      await closed;
    },
  };
}

async function browserProcess(context: BrowserContext): Promise<number> {
  const devtools = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await devtools?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  const browser = processInfo.find(({ type }) => type === "browser");
  if (browser === undefined) throw new Error("the browser does not tell its process");
  return browser.id;
}
