/** Finding words in the open conversation. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";
import { keptShell } from "./kept-shell.ts";
import { fill, placeOf, positionOf } from "./timeline-stage.ts";

const bar = (page: Page) => page.getByRole("search", { name: "Find in this conversation" });
const field = (page: Page) => bar(page).getByRole("textbox", { name: "Words to find" });
const result = (page: Page) => bar(page).getByRole("status");

/** The words that the browser paints as found: those of the shown message, and the others in the document. */
function painted(page: Page): Promise<{ shown: string[]; others: string[] }> {
  return page.evaluate(() => {
    const words = (name: string) => [...(CSS.highlights.get(name) ?? [])].map((range) => String(range));
    return { shown: words("found-shown"), others: words("found") };
  });
}

async function isInView(list: Locator, seq: number): Promise<boolean> {
  const [at, { height }] = [await placeOf(list, `[data-seq="${seq}"]`), await positionOf(list)];
  return at >= 0 && at < height;
}

test("#24 Ctrl+F searches the conversation: the view goes from match to match, Escape gives the text back", async ({
  arrive,
  person,
  world,
}) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(me);
  // One page, so that all of it is there from the beginning.
  await ben.say(id, "a Pear, an äpple");
  await fill(world, id, ben.id, { count: 20, readerId: me.id });
  await ben.say(id, "apples in the middle");
  await fill(world, id, ben.id, { count: 20, readerId: me.id });
  await ben.say(id, "only **apple** here");
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.fill("half a thought");
  await page.keyboard.press("Control+f");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("APPLE");
  await expect(result(page)).toHaveText("1 of 3Ben: only apple here");
  await expect.poll(() => painted(page)).toEqual({ shown: ["apple"], others: [] });
  await page.keyboard.press("Enter");
  await expect(result(page)).toHaveText(/^2 of 3/);
  await expect.poll(() => isInView(chat.list, 22)).toBe(true);
  await page.keyboard.press("Enter");
  await expect(result(page)).toHaveText(/^3 of 3/);
  await expect.poll(() => isInView(chat.list, 1)).toBe(true);
  await expect.poll(async () => (await painted(page)).shown).toEqual(["äpple"]);
  await page.keyboard.press("Shift+Enter");
  await expect(result(page)).toHaveText(/^2 of 3/);
  await expect.poll(() => isInView(chat.list, 22)).toBe(true);
  await bar(page).getByRole("button", { name: "Newer match" }).click();
  await expect(result(page)).toHaveText(/^1 of 3/);
  await expect.poll(() => isInView(chat.list, 43)).toBe(true);
  await bar(page).getByRole("button", { name: "Older match" }).click();
  await expect(result(page)).toHaveText(/^2 of 3/);

  await field(page).fill("walrus");
  await expect(result(page)).toHaveText("Nothing found");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(chat.composer).toBeFocused();
  await expect(chat.composer).toHaveValue("half a thought");
  await expect.poll(() => painted(page)).toEqual({ shown: [], others: [] });
});

test("#24 it says how far back it looked, and looks further", async ({ arrive, person, world }) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(me);
  await ben.say(id, "the walrus was here");
  await fill(world, id, ben.id, { count: 400, readerId: me.id });
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await page.getByRole("button", { name: "Find in this conversation" }).click();
  await field(page).fill("walrus");
  await expect(result(page)).toHaveText("Nothing found");
  await expect(bar(page)).toContainText(/Searched back to \d+ \w+ \d{4}/);
  await bar(page).getByRole("button", { name: "Search further back" }).click();
  await expect(result(page)).toHaveText(/^1 of 1/);
  await expect.poll(() => isInView(chat.list, 1)).toBe(true);
  await expect(bar(page).getByRole("button", { name: "Search further back" })).toHaveCount(0);
});

test("#24 #103 without a network the conversation is searched all the same", async ({ arrive, person }) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(me);
  await ben.say(id, "the third stair creaks");
  const visitor = await arrive("Ada");
  await visitor.chat.open(id);
  await keptShell(visitor.page);
  await visitor.context.setOffline(true);
  await visitor.page.keyboard.press("Control+f");
  await field(visitor.page).fill("creak");
  await expect(result(visitor.page)).toHaveText(/^1 of 1/);
});
