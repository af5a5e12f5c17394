/** A round of what people do with pointer and keyboard, and how long each took until the next frame, as the browser counts it. */
import type { Locator, Page } from "@playwright/test";

const PAUSE_MS = 250;
/** No hand presses sooner after it has got there. */
const AIM_MS = 100;

export async function measureInteractions(page: Page): Promise<number[]> {
  await page.evaluate(() => window.probes.vitals.interactions.clear());
  const rows = page.getByRole("navigation", { name: "Conversations" }).locator("a[data-conversation-id]");
  const composer = page.getByRole("textbox", { name: /^Message / });
  const steps: (() => Promise<unknown>)[] = [
    () => press(rows.nth(1)),
    () => press(rows.nth(3)),
    () => press(composer),
    () => page.keyboard.type("something to say", { delay: 60 }),
    () => page.keyboard.press("Enter"),
    () => page.keyboard.press("Control+k"),
    () => page.keyboard.type("group", { delay: 60 }),
    () => page.keyboard.press("ArrowDown"),
    () => page.keyboard.press("Enter"),
    () => press(page.getByRole("button", { name: "Conversation details" })),
    () => press(page.getByRole("button", { name: "Conversation details" })),
    () => press(page.getByRole("button", { name: /^Account: / })),
    () => page.keyboard.press("Escape"),
    () => press(rows.nth(2)),
  ];
  for (const step of steps) {
    await step();
    await page.waitForTimeout(PAUSE_MS);
  }
  return page.evaluate(() => [...window.probes.vitals.interactions.values(), 0]);
}

async function press(target: Locator): Promise<void> {
  await target.hover();
  await target.page().waitForTimeout(AIM_MS);
  await target.click();
}
