/** The line above what is new, and the bar that leads to it. */
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";
import type { ChatPage } from "./chat-page.ts";
import { fill, movedBy, placeOf, positionOf, untilCalm, wheel } from "./timeline-stage.ts";

const LINE = "[data-unread-line]";
const bar = (chat: ChatPage) => chat.page.getByRole("group", { name: "New messages above" });

/** The window loses the focus, or gets it back. */
function setFocused(page: Page, isFocused: boolean): Promise<void> {
  return page.evaluate((isFocused) => {
    document.hasFocus = () => isFocused;
    window.dispatchEvent(new Event(isFocused ? "focus" : "blur"));
  }, isFocused);
}

test("#14 the line stays where it is while new messages are read and more come; leaving or Escape ends it", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben, cleo] = [await person("Ada"), await person("Ben"), await person("Cleo")];
  const { id } = await ada.dmWith(ben);
  await ada.dmWith(cleo);
  await fill(world, id, ben.id, { count: 90, unread: 4, readerId: ada.id });
  await chat.open();
  const lineAbove = async (seq: number) =>
    Math.abs((await placeOf(chat.list, LINE)) - (await placeOf(chat.list, `[data-seq="${seq}"]`))) < 60;

  await chat.select("Ben");
  await expect(chat.list.locator(LINE)).toBeVisible();
  await expect(page).toHaveTitle("oschat");
  await ben.say(id, "one more");
  await expect(chat.message("one more")).toBeInViewport();
  await expect(page).toHaveTitle("oschat");
  await expect(chat.list.locator(LINE)).toHaveCount(1);
  expect(await lineAbove(87)).toBe(true);

  await chat.select("Cleo");
  await chat.select("Ben");
  await expect(chat.message("one more")).toBeInViewport();
  await expect(chat.list.locator(LINE)).toHaveCount(0);

  await chat.select("Cleo");
  await ben.say(id, "and another");
  await chat.select("Ben");
  await expect(chat.list.locator(LINE)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chat.list.locator(LINE)).toHaveCount(0);
  await untilCalm(chat.list);
  expect((await positionOf(chat.list)).toEnd).toBeLessThanOrEqual(1);
});

test("#14 #25 when the line goes, what is read above or below it stays", async ({ arrive, person, world }) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90, unread: 60, readerId: ada.id });
  await chat.open(id);
  await expect(chat.list.locator(LINE)).toBeVisible();
  await wheel(chat.list, 1_200);
  const moved = await movedBy(chat.list, async () => {
    await page.keyboard.press("Escape");
    await expect(page).toHaveTitle("oschat");
    await expect(chat.list.locator(LINE)).toHaveCount(0);
  });
  expect(moved).toBeLessThanOrEqual(1);
});

test("#15 #13 what came while the window had no focus has a line, which the focus does not take away, and a bar when it is far up", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 60 });
  await chat.open(id);
  await untilCalm(chat.list);
  await expect(page).toHaveTitle("oschat");

  await setFocused(page, false);
  await ben.say(id, "unseen");
  await expect(chat.message("unseen")).toBeInViewport();
  await expect(chat.list.locator(LINE)).toBeInViewport();
  await setFocused(page, true);
  await expect(page).toHaveTitle("oschat");
  await expect(chat.list.locator(LINE)).toBeInViewport();
  await expect(bar(chat)).toHaveCount(0);

  await setFocused(page, false);
  for (let index = 1; index <= 37; index += 1) await ben.say(id, `missed ${index}`);
  await expect(chat.message("missed 37")).toBeInViewport();
  await setFocused(page, true);
  await expect(bar(chat)).toContainText(/^37 new messages since \d\d?:\d\d/);
  await expect(page).toHaveTitle("oschat");
  await expect(bar(chat)).toBeVisible();
  await bar(chat)
    .getByRole("button", { name: /Jump up/ })
    .click();
  await untilCalm(chat.list);
  const { height } = await positionOf(chat.list);
  expect(Math.abs((await placeOf(chat.list, LINE)) - height / 3)).toBeLessThanOrEqual(1);
  await expect(chat.message("missed 1")).toBeInViewport();
  await expect(bar(chat)).toHaveCount(0);
});

test("#13 the bar finds the way to what is not on this device yet", async ({ arrive, person, world }) => {
  const { chat } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 420, unread: 400, readerId: ada.id });
  await chat.open(id);
  await expect(bar(chat)).toContainText(/^More than \d+ new messages/);
  await bar(chat)
    .getByRole("button", { name: /Jump up/ })
    .click();
  await expect(chat.list.locator('[data-seq="21"]')).toBeInViewport();
  await untilCalm(chat.list);
  const { height } = await positionOf(chat.list);
  expect(Math.abs((await placeOf(chat.list, LINE)) - height / 3)).toBeLessThanOrEqual(1);
  await expect(bar(chat)).toHaveCount(0);
});

test("#13 the bar can mark all as read: line and number go, and the view stays at the end", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 420, unread: 400, readerId: ada.id });
  await chat.open(id);
  await expect(bar(chat)).toContainText(/^More than \d+ new messages/);
  await bar(chat).getByRole("button", { name: "Mark as read" }).click();
  await expect(bar(chat)).toHaveCount(0);
  await expect(chat.list.locator(LINE)).toHaveCount(0);
  await expect(page).toHaveTitle("oschat");
  expect((await positionOf(chat.list)).toEnd).toBeLessThanOrEqual(1);
  await expect(chat.composer).toBeFocused();
});
