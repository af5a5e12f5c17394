/**
 * Whether anything moves otherwise than the wheel while older pages come in above. Positions are compared as they were painted: the
 * browser's own layout-shift score also counts a place that is held by writing the scroll position, which nobody sees.
 */
import type { Page } from "@playwright/test";

const FRAMES = 400;
const PIXELS_PER_FRAME = 120;

export interface Steadiness {
  /** The farthest that a row was found from where the wheel alone would have taken it, in pixels. */
  farthestPx: number;
  framesMoved: number;
}

export function measureSteadiness(page: Page): Promise<Steadiness> {
  return page.evaluate(scrollAndCompare, { frames: FRAMES, step: PIXELS_PER_FRAME });
}

async function scrollAndCompare({ frames, step }: { frames: number; step: number }): Promise<Steadiness> {
  let scroller = document.querySelector("main [role=list]")?.parentElement ?? null;
  while (scroller !== null && !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
    scroller = scroller.parentElement;
  const box = scroller ?? document.documentElement;
  const painted = () =>
    new Promise<void>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    );
  const places = () => {
    const rows = [...document.querySelectorAll<HTMLElement>("main [data-seq]")];
    return new Map(rows.map((row) => [row.dataset.seq, row.getBoundingClientRect().top]));
  };
  let before = places();
  let framesMoved = 0;
  let farthestPx = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    const from = box.scrollTop;
    box.scrollTop -= step;
    const scrolled = from - box.scrollTop;
    await painted();
    const now = places();
    const off = [...now].map(([seq, top]) => Math.abs(top - (before.get(seq) ?? top - scrolled) - scrolled));
    const farthest = Math.max(0, ...off);
    if (farthest > 1) framesMoved += 1;
    farthestPx = Math.max(farthestPx, farthest);
    before = now;
  }
  return { farthestPx, framesMoved };
}
