/** From the click on a conversation whose messages this device holds to those messages on the screen. */
import type { Page } from "@playwright/test";
import { percentile } from "../kit/statistics.ts";

const ROUNDS = 40;
const HELD = 6;

export async function measureSwitching(page: Page): Promise<number[]> {
  const rows = page.getByRole("navigation", { name: "Conversations" }).locator("a[data-conversation-id]");
  const ids: string[] = [];
  for (let index = 0; index < HELD; index += 1) {
    const row = rows.nth(index);
    ids.push((await row.getAttribute("data-conversation-id")) ?? "");
    await row.click();
    await page.locator("main [data-message]").first().waitFor();
  }
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await page.evaluate(clickOn, ids[round % HELD] ?? ""));
    await page.waitForTimeout(80);
  }
  return times;
}

function clickOn(id: string): Promise<number> {
  const row = document.querySelector<HTMLElement>(`a[data-conversation-id="${id}"]`);
  const before = document.querySelector("main [data-message]")?.getAttribute("data-message");
  const shown = () => {
    const message = document.querySelector("main [data-message]");
    return message?.checkVisibility({ visibilityProperty: true }) ? message.getAttribute("data-message") : null;
  };
  return window.probes.untilPainted(
    () => row?.click(),
    () => row?.getAttribute("aria-current") === "page" && shown() !== null && shown() !== before,
  );
}

export function p95(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    95,
  );
}
