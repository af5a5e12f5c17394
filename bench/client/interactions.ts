/** A round of what people do with pointer and keyboard, and how long each took until the next frame, as the browser counts it. */
import type { Page } from "@playwright/test";

const PAUSE_MS = 250;

export async function measureInteractions(page: Page): Promise<number[]> {
  await page.evaluate(() => window.probes.vitals.interactions.clear());
  const rows = page.getByRole("navigation", { name: "Conversations" }).locator("a[data-conversation-id]");
  const composer = page.getByRole("textbox", { name: /^Message / });
  const steps: (() => Promise<unknown>)[] = [
    () => rows.nth(1).click(),
    () => rows.nth(3).click(),
    () => composer.click(),
    () => page.keyboard.type("something to say", { delay: 60 }),
    () => page.keyboard.press("Enter"),
    () => page.keyboard.press("Control+k"),
    () => page.keyboard.type("group", { delay: 60 }),
    () => page.keyboard.press("ArrowDown"),
    () => page.keyboard.press("Enter"),
    () => page.getByRole("button", { name: "Conversation details" }).click(),
    () => page.getByRole("button", { name: "Conversation details" }).click(),
    () => page.getByRole("button", { name: /^Account: / }).click(),
    () => page.keyboard.press("Escape"),
    () => rows.nth(2).click(),
  ];
  for (const step of steps) {
    await step();
    await page.waitForTimeout(PAUSE_MS);
  }
  return page.evaluate(() => [...window.probes.vitals.interactions.values(), 0]);
}
