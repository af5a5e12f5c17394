/** On a phone: one screen at a time, big enough to touch, never behind the keyboard. */
import type { BrowserContextOptions, Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";
import type { ChatPage } from "./chat-page.ts";
import { fill, untilCalm } from "./timeline-stage.ts";

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: "reduce",
};
const LANDSCAPE = { width: 844, height: 390 };
const PORTRAIT = { width: 390, height: 844 };

/** What can be touched and is smaller than a fingertip; links within text are as high as their line. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>(
      "a[href], button, input, textarea, summary, [role^=menuitem], [role=option], [role=radio], [role=tab]",
    );
    const found: string[] = [];
    for (const target of targets) {
      const isShown = target.checkVisibility({ visibilityProperty: true }) && target.closest("[inert]") === null;
      if (!isShown || target.matches(":disabled") || target.closest("p a, [data-markdown] a") !== null) continue;
      const { width, height } = (target.closest("label") ?? target).getBoundingClientRect();
      const isUnseen = width <= 1 || height <= 1;
      if (isUnseen || (width >= 44 && height >= 44)) continue;
      found.push(
        `${target.getAttribute("aria-label") ?? target.textContent} ${Math.round(width)}x${Math.round(height)}`,
      );
    }
    return found;
  });
}

/** The numbers of the messages of which something is seen. */
function linesInView(chat: ChatPage): Promise<number[]> {
  return chat.list.evaluate((list) => {
    const view = (list.parentElement ?? list).getBoundingClientRect();
    const isSeen = ({ top, bottom }: DOMRect) => bottom > view.top && top < view.bottom;
    return [...list.querySelectorAll<HTMLElement>("[data-message]")]
      .filter((message) => isSeen(message.getBoundingClientRect()))
      .map((message) => Number(message.dataset.seq));
  });
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test("#109 list, conversation and details lie on each other; the system's back goes up, and each is as it was left", async ({
  arrive,
  person,
}) => {
  const ben = await person("Ben");
  const ada = await person("Ada");
  const { id } = await ada.groupWith("Launch week", ben);
  for (let count = 1; count <= 40; count += 1) await ben.say(id, `Line ${count}`);
  for (let count = 1; count <= 16; count += 1) await ada.groupWith(`Group ${count}`, ben);
  const { page, chat } = await arrive("Ada", PHONE);
  await chat.open();
  await chat.row("Launch week").scrollIntoViewIfNeeded();
  const place = () => chat.row("Launch week").evaluate((row) => Math.round(row.getBoundingClientRect().top));
  const before = await place();
  await chat.row("Launch week").tap();
  await expect(chat.list).toBeVisible();
  await expect(chat.row("Launch week")).toBeHidden();
  await chat.composer.fill("Not finished");
  const details = await chat.openDetails();
  await expect(details.getByRole("button", { name: "Back to the conversation" })).toBeInViewport();
  await page.goBack();
  await expect(details).toBeHidden();
  await expect(chat.composer).toHaveValue("Not finished");
  await page.goBack();
  await expect(chat.row("Launch week")).toBeVisible();
  expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(1);
  await page.goForward();
  await expect(chat.composer).toHaveValue("Not finished");
});

test("#110 #111 #112 the keyboard covers neither composer nor header; no field makes the page zoom; nothing is pulled", async ({
  arrive,
  person,
}) => {
  const ben = await person("Ben");
  const ada = await person("Ada");
  const { id } = await ada.dmWith(ben);
  for (let count = 1; count <= 40; count += 1) await ada.say(id, `Line ${count}`);
  const { page, chat } = await arrive("Ada", PHONE);
  await chat.open(id);
  await expect(chat.message("Line 40")).toBeInViewport();
  const heading = page.getByRole("heading", { level: 1 });

  // As on iOS: the page stays as high as it was, only what is seen of it shrinks.
  await page.evaluate(() => {
    Object.defineProperty(window.visualViewport, "height", { value: 500, configurable: true });
    window.visualViewport?.dispatchEvent(new Event("resize"));
  });
  await expect.poll(async () => (await chat.composer.boundingBox())?.y ?? 844).toBeLessThan(500 - 44);
  expect((await heading.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  await page.evaluate(() => {
    Object.defineProperty(window.visualViewport, "height", { value: 844, configurable: true });
    window.visualViewport?.dispatchEvent(new Event("resize"));
  });

  // As on Android: the page itself shrinks.
  await page.setViewportSize({ width: 390, height: 480 });
  await expect(chat.composer).toBeInViewport({ ratio: 1 });
  await expect(heading).toBeInViewport({ ratio: 1 });
  await expect(chat.message("Line 40")).toBeInViewport();

  const viewport = await page.locator("meta[name=viewport]").getAttribute("content");
  expect(viewport).toContain("viewport-fit=cover");
  expect(viewport).not.toMatch(/maximum-scale|user-scalable/);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overscrollBehaviorY)).toBe("none");
  const scrollsOutside = await chat.composer.evaluate((field) => {
    for (let above = field.parentElement; above !== null; above = above.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(above).overflowY)) return above.className;
    }
    return null;
  });
  expect(scrollsOutside).toBeNull();
  await page.setViewportSize(PORTRAIT);
  await page.getByRole("button", { name: "Back to conversations" }).tap();
  await page.getByRole("button", { name: "New message" }).tap();
  await page.getByRole("menuitem", { name: "New direct message" }).tap();
  expect(await smallFields(page), "new message").toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).tap();
  await page.getByRole("button", { name: "Find a conversation" }).tap();
  await expect(page.getByRole("combobox")).toBeVisible();
  expect(await smallFields(page), "switcher").toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).tap();
  await chat.row("Ben").tap();
  await page.getByRole("button", { name: "Find in this conversation" }).tap();
  await expect(page.getByRole("search").getByRole("textbox")).toBeVisible();
  expect(await smallFields(page), "conversation").toEqual([]);
});

/** The fields that a phone would make larger by enlarging the page. */
function smallFields(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("input:not([type=radio], [type=range]), textarea")]
      .filter((field) => field.checkVisibility() && Number.parseFloat(getComputedStyle(field).fontSize) < 16)
      .map((field) => field.getAttribute("aria-label") ?? field.id),
  );
}

test("#112 neither notch nor home bar covers anything that can be touched", async ({ arrive, person }) => {
  const { id } = await (await person("Ada")).groupWith("Launch week", await person("Ben"));
  const { page, chat, context } = await arrive("Ada", PHONE);
  const devtools = await context.newCDPSession(page);
  const insets = { top: 47, bottom: 34 };
  await devtools.send("Emulation.setSafeAreaInsetsOverride", { insets });
  const covered = () =>
    page.evaluate(({ top, bottom }) => {
      return [...document.querySelectorAll<HTMLElement>("a[href], button, input, textarea")]
        .filter((target) => target.checkVisibility({ visibilityProperty: true }) && target.closest("[inert]") === null)
        .filter((target) => {
          const box = target.getBoundingClientRect();
          return box.height > 1 && (box.top < top || box.bottom > innerHeight - bottom);
        })
        .map((target) => target.getAttribute("aria-label") ?? target.textContent);
    }, insets);
  await chat.open();
  await expect(chat.row("Launch week")).toBeVisible();
  expect(await covered(), "list").toEqual([]);
  await chat.open(id);
  expect(await covered(), "conversation").toEqual([]);
  await chat.openDetails();
  await expect(page.getByRole("button", { name: "Rename group" })).toBeVisible();
  expect(await covered(), "details").toEqual([]);
});

test("#113 whatever can be touched in the main views is at least 44 pixels wide and high", async ({
  arrive,
  person,
}) => {
  const ben = await person("Ben");
  const ada = await person("Ada");
  const { id } = await ada.groupWith("Launch week", ben);
  await ben.say(id, "Hello");
  const { page, chat } = await arrive("Ada", PHONE);
  await chat.open();
  await expect(chat.row("Launch week")).toBeVisible();
  expect(await smallTargets(page), "list").toEqual([]);
  await chat.account.tap();
  await expect(page.getByRole("menu")).toBeVisible();
  expect(await smallTargets(page), "account menu").toEqual([]);
  await page.getByRole("menuitem", { name: "Settings" }).tap();
  await expect(page.getByRole("slider")).toBeVisible();
  expect(await smallTargets(page), "settings").toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).tap();
  await page.getByRole("button", { name: "New message" }).tap();
  await page.getByRole("menuitem", { name: "New group" }).tap();
  await expect(page.getByRole("textbox", { name: "Group name" })).toBeVisible();
  expect(await smallTargets(page), "new group").toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).tap();
  await chat.row("Launch week").tap();
  await expect(chat.message("Hello")).toBeVisible();
  expect(await smallTargets(page), "conversation").toEqual([]);
  await page.getByRole("button", { name: "Find in this conversation" }).tap();
  await page.getByRole("search").getByRole("textbox").fill("Hello");
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/^1 of 1/);
  expect(await smallTargets(page), "finding").toEqual([]);
  await page.getByRole("search").getByRole("button", { name: "Close" }).tap();
  await chat.openDetails();
  await expect(page.getByRole("complementary").getByRole("listitem")).toHaveCount(2);
  expect(await smallTargets(page), "details").toEqual([]);
  await page.getByRole("button", { name: "Rename group" }).tap();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await smallTargets(page), "rename").toEqual([]);
});

test("#116 turning the phone overlaps nothing, and keeps place and draft", async ({ arrive, person }) => {
  const ben = await person("Ben");
  const { id } = await ben.dmWith(await person("Ada"));
  for (let count = 1; count <= 60; count += 1) await ben.say(id, `Line ${count}`);
  const { page, chat } = await arrive("Ada", PHONE);
  await chat.open(id);
  await chat.composer.fill("Not finished");
  await chat.message("Line 30").scrollIntoViewIfNeeded();
  await expect(chat.message("Line 30")).toBeInViewport();
  // The second: the first may be half hidden.
  const [, read] = await linesInView(chat);
  for (const size of [LANDSCAPE, PORTRAIT]) {
    await page.setViewportSize(size);
    await expect(chat.composer).toHaveValue("Not finished");
    await expect(chat.composer).toBeInViewport({ ratio: 1 });
    await expect.poll(() => linesInView(chat), "the line at the top").toContain(read);
    const [list, composer] = [await chat.list.locator("..").boundingBox(), await chat.composer.boundingBox()];
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual((composer?.y ?? 0) + 1);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  }
});

test("#114 while it scrolls, a tap on the day leads to the top of what is loaded", async ({
  arrive,
  person,
  world,
}) => {
  const { chat } = await arrive("Ada", PHONE);
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 40 });
  await chat.open(id);
  await untilCalm(chat.list);
  const toTop = chat.page.getByRole("button", { name: "To the top of what is loaded" });
  await expect(toTop).toHaveCount(0);
  await chat.list.evaluate((list) => {
    const view = list.parentElement ?? list;
    view.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "touch" }));
    view.scrollTop -= 300;
  });
  await toTop.tap();
  await expect(chat.list.locator('[data-seq="1"]')).toBeInViewport();
});
