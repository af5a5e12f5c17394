/** All figures of the web app, from one stage. */

import { firstLoadScripts } from "@oschat/test-kit/first-load";
import type { Page } from "@playwright/test";
import type { Bench } from "../kit/benchmark.ts";
import { median } from "../kit/statistics.ts";
import type { Figure } from "./figure.ts";
import { measureInteractions } from "./interactions.ts";
import { lighthouse } from "./lighthouse.ts";
import { measureColdLoad, measureOfflineStart, measureWarmLoad } from "./loading.ts";
import { addProbes } from "./probes.ts";
import { measureScrolling } from "./scrolling.ts";
import { type Stage, setStage, slowDown } from "./stage.ts";
import { measureSteadiness } from "./steadiness.ts";
import { measureSwitching, p95 } from "./switching.ts";
import { measureWriting } from "./writing.ts";

const SLOW = 4;
const SETTLED_MS = 1_000;

export interface ClientOptions {
  /** How often a start is measured, and a round of interactions. */
  starts: number;
  withLighthouse: boolean;
}

export async function measureClient(bench: Bench, { starts, withLighthouse }: ClientOptions): Promise<Figure[]> {
  const scripts = await firstLoadScripts();
  const figures: Figure[] = [
    {
      name: "JavaScript of the first load, gzip -9",
      unit: "kB",
      better: "lower",
      limit: 230,
      aim: 180,
      value: scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1000,
    },
  ];
  const stage = await setStage(bench);
  try {
    await addProbes(stage.context);
    figures.push(...(await loading(stage, starts)), ...(await using(stage)), await answering(stage, starts));
    if (withLighthouse) figures.push(...(await scores(stage)));
  } finally {
    await stage.close();
  }
  return figures;
}

async function loading(stage: Stage, starts: number): Promise<Figure[]> {
  const colds = await times(starts, () => measureColdLoad(stage, SLOW));
  const lcps = colds.map(({ lcp }) => lcp);
  const first = await stage.openChat(stage.longIds[0]);
  await keepsEverything(first);
  await first.close();
  const warm = await times(starts, () => measureWarmLoad(stage));
  const offline = await times(starts, () => measureOfflineStart(stage));
  return [
    figure("LCP, empty device, 4x slower processor, 10 Mbit/s and 40 ms", "ms", median(lcps), 1_500, 1_000, lcps),
    figure("CLS of that load", "", Math.max(...colds.map(({ cls }) => cls)), 0.02),
    figure("start with what this device holds", "ms", median(warm), 1_000, 500, warm),
    figure("start without a network", "ms", median(offline), 1_000, 500, offline),
  ];
}

async function using(stage: Stage): Promise<Figure[]> {
  const page = await stage.openChat(stage.longIds[0]);
  const writing = await measureWriting(page);
  const switching = await measureSwitching(page);
  const devtools = await slowDown(page, SLOW);
  const slowSwitching = await measureSwitching(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.goto(`${stage.url}/chat?c=${stage.longIds[1]}`);
  await page.locator("main [data-message]").first().waitFor();
  const scrolling = await measureScrolling(page, devtools);
  await page.goto(`${stage.url}/chat?c=${stage.longIds[2]}`);
  await page.locator("main [data-message]").first().waitFor();
  await page.waitForTimeout(1_000);
  const { farthestPx } = await measureSteadiness(page);
  await page.close();
  return [
    figure("own message, Enter to painted, p95", "ms", p95(writing), 32, 16, writing),
    figure("switch to a held conversation, p95", "ms", p95(switching), 100, 50, switching),
    figure("the same, 4x slower processor, p95", "ms", p95(slowSwitching), 100, 50, slowSwitching),
    { ...figure("frames in time while scrolling", "%", scrolling.framesInTime, 95), better: "higher" },
    figure("elements in the document meanwhile, at most", "elements", scrolling.mostElements, 3_000),
    figure("heap growth by scrolling", "MB", scrolling.heapGrowthMB, 50),
    figure("a row's farthest way from where the wheel takes it", "px", farthestPx, 1),
  ];
}

/** The slowest interaction of each round counts, in a page that has done none of them before. */
async function answering(stage: Stage, rounds: number): Promise<Figure> {
  const worst = await times(rounds, async () => {
    const page = await stage.openChat(stage.longIds[0]);
    await page.waitForTimeout(SETTLED_MS);
    await slowDown(page, SLOW);
    const interactions = await measureInteractions(page);
    await page.close();
    return Math.max(...interactions);
  });
  return figure("INP of clicks and keys, 4x slower processor", "ms", median(worst), 100, 50, worst);
}

async function scores(stage: Stage): Promise<Figure[]> {
  const pages = { chat: `${stage.url}/chat`, "sign-in": `${stage.url}/` };
  const figures: Figure[] = [];
  const chat = await lighthouse(pages.chat, stage.debuggingPort);
  await stage.context.clearCookies();
  const signIn = await lighthouse(pages["sign-in"], stage.debuggingPort);
  for (const [page, result] of [
    ["chat", chat],
    ["sign-in", signIn],
  ] as const) {
    for (const [category, score] of Object.entries(result ?? {})) {
      figures.push({ ...figure(`Lighthouse, ${page} page, ${category}`, "points", score, 95), better: "higher" });
    }
  }
  return figures;
}

function figure(
  name: string,
  unit: Figure["unit"],
  value: number,
  limit: number,
  aim?: number,
  values?: readonly number[],
): Figure {
  return {
    ...{ name, unit, value, limit, better: "lower" as const },
    ...(aim === undefined ? {} : { aim }),
    ...(values === undefined ? {} : { values }),
  };
}

/** The worker has the app's files, and the engine has written down what it fetched. */
async function keepsEverything(page: Page): Promise<void> {
  await page.waitForFunction(async () => (await caches.match("/chat")) !== undefined);
  await page.waitForTimeout(3_000);
}

async function times<T>(count: number, act: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index += 1) results.push(await act());
  return results;
}
