/** Working without a pointer. */
import { expect, type Locator, type Page } from "@playwright/test";

/** Chooses from an open menu with the arrow keys. */
export async function chooseItem(page: Page, name: string | RegExp): Promise<void> {
  const item = page.getByRole("menuitem", { name });
  await expect(item).toBeVisible();
  await pressUntilFocused(page, "ArrowDown", item);
  await page.keyboard.press("Enter");
}

/** Presses a key until `target` has the focus. */
export async function pressUntilFocused(page: Page, key: string, target: Locator): Promise<void> {
  for (let count = 0; count < 60; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${target}`);
}
