/** A long history scrolled from its end to its beginning, as fast as a fling goes. */
import type { CDPSession, Page } from "@playwright/test";

export interface Scrolling {
  /** Share of frames that came no later than half a frame late, in percent. */
  framesInTime: number;
  frames: number;
  mostElements: number;
  heapGrowthMB: number;
}

const PIXELS_PER_FRAME = 120;
const GIVE_UP_MS = 180_000;

export async function measureScrolling(page: Page, devtools: CDPSession): Promise<Scrolling> {
  const before = await heapOf(devtools);
  const seen = await page.evaluate(scrollToTop, { step: PIXELS_PER_FRAME, giveUpMs: GIVE_UP_MS });
  const after = await heapOf(devtools);
  return { ...seen, heapGrowthMB: (after - before) / 1e6 };
}

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return usedSize;
}

async function scrollToTop({ step, giveUpMs }: { step: number; giveUpMs: number }) {
  const list = document.querySelector("main [role=list]");
  let scroller = list?.parentElement ?? null;
  while (scroller !== null && !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
    scroller = scroller.parentElement;
  const box = scroller ?? document.documentElement;
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const started = performance.now();
  let last = await frame();
  let frames = 0;
  let late = 0;
  let mostElements = 0;
  const isAtStart = () => document.querySelector('main [data-seq="1"]') !== null;
  while (!(box.scrollTop <= 0 && isAtStart())) {
    if (performance.now() - started > giveUpMs) throw new Error(`${frames} frames did not lead to the first message`);
    box.scrollTop -= step;
    const now = await frame();
    frames += 1;
    if (now - last > 25) late += 1;
    last = now;
    if (frames % 20 === 0) mostElements = Math.max(mostElements, document.getElementsByTagName("*").length);
  }
  return { framesInTime: 100 * (1 - late / frames), frames, mostElements };
}
