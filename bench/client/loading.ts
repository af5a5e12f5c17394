/** How fast the chat is there: on an empty device over a slow line, from what this device holds, and without any network. */
import type { BrowserContext, Page } from "@playwright/test";
import { addProbes } from "./probes.ts";
import { type Stage, slowDown } from "./stage.ts";

/** A modest line at home or a good one on the move. */
export const NETWORK = { megabitsPerSecond: 10, roundTripMs: 40 };
/** Long enough for the slowest load. Nothing looks at the page meanwhile: that would be work on the thread that is measured. */
const SETTLED_MS = 5_000;

export interface ColdLoad {
  lcp: number;
  cls: number;
}

/** A device that has nothing yet, except for the session. */
export async function measureColdLoad(stage: Stage, cpuRate: number): Promise<ColdLoad> {
  const browser = stage.context.browser();
  const fresh = await newDevice(stage, browser);
  try {
    const page = await fresh.newPage();
    const devtools = await slowDown(page, cpuRate);
    const bytesPerSecond = (NETWORK.megabitsPerSecond * 1e6) / 8;
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: NETWORK.roundTripMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
    await page.goto(`${stage.url}/chat?c=${stage.longIds[0]}`);
    await page.waitForTimeout(SETTLED_MS);
    await page.locator("main [data-message]").first().waitFor();
    return await page.evaluate(() => ({ lcp: window.probes.vitals.lcp, cls: window.probes.vitals.cls }));
  } finally {
    await fresh.close();
  }
}

async function newDevice(stage: Stage, browser: ReturnType<BrowserContext["browser"]>): Promise<BrowserContext> {
  if (browser === null) throw new Error("the browser is gone");
  const fresh = await browser.newContext({
    storageState: await cookiesOf(stage),
    viewport: { width: 1280, height: 800 },
  });
  await addProbes(fresh);
  return fresh;
}

async function cookiesOf(stage: Stage) {
  const { cookies } = await stage.context.storageState();
  return { cookies, origins: [] };
}

/** Milliseconds from the start of the navigation to the list and the open conversation on the screen. */
export async function measureWarmLoad(stage: Stage): Promise<number> {
  const page = await stage.context.newPage();
  try {
    await page.goto(`${stage.url}/chat?c=${stage.longIds[0]}`, { waitUntil: "commit" });
    return await untilShown(page);
  } finally {
    await page.close();
  }
}

export async function measureOfflineStart(stage: Stage): Promise<number> {
  await stage.context.setOffline(true);
  try {
    return await measureWarmLoad(stage);
  } finally {
    await stage.context.setOffline(false);
  }
}

function untilShown(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const isShown = () =>
      document.querySelector("nav a[data-conversation-id]") !== null &&
      document.querySelector("main [data-message]") !== null;
    await window.probes.untilPainted(() => {}, isShown);
    return performance.now();
  });
}
