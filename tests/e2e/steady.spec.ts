import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";

/** From now on, over every page that is opened, the browser adds up what moved without anybody's doing. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) sum += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    Object.assign(window, { shiftsSoFar: () => sum });
  });
  return () => page.evaluate(() => (window as unknown as { shiftsSoFar: () => number }).shiftsSoFar());
}

test("#133 #134 nothing shifts while the chat starts, loads its history and changes conversations", async ({
  arrive,
  person,
}) => {
  const { chat, page } = await arrive("Ada");
  const ada = await person("Ada");
  const ids: string[] = [];
  for (const name of ["Ben", "Cleo", "Dan"]) {
    const other = await person(name);
    const { id } = await ada.dmWith(other);
    for (let index = 0; index < 30; index += 1) await other.say(id, `${name} says ${index}. ${"More. ".repeat(index)}`);
    ids.push(id);
  }
  const shifts = await watchShifts(page);
  await chat.open(ids[0]);
  await expect(chat.list.getByText("Ben says 0.")).toBeVisible();
  await page.waitForTimeout(1_000);
  expect(await shifts(), "on an empty device").toBeLessThan(0.02);

  await page.reload();
  await expect(chat.list).toBeVisible();
  for (const name of ["Cleo", "Dan", "Ben"]) await chat.select(name);
  await page.waitForTimeout(500);
  expect(await shifts(), "from what the device holds").toBeLessThan(0.02);

  await page.context().setOffline(true);
  await expect(page.getByRole("main").getByText("You're offline.")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole("main").getByText("Back online.")).toBeVisible();
  expect(await shifts(), "when the connection goes and comes").toBeLessThan(0.02);
});
