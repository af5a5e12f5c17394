/** The text that is being written: keys, drafts, caret, formatting, emoji. */
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";
import type { ChatPage } from "./chat-page.ts";
import { killTab } from "./mortal-browser.ts";

const selection = (chat: ChatPage) =>
  chat.composer.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd]);
const select = (chat: ChatPage, start: number, end: number) =>
  chat.composer.evaluate((area: HTMLTextAreaElement, [from, to]) => area.setSelectionRange(from, to), [
    start,
    end,
  ] as const);
const emojiList = (page: Page) => page.getByRole("listbox", { name: "Matching emoji" });

test("#40 Shift+Enter breaks the line, Ctrl+Enter sends, and what Enter does is a setting", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.pressSequentially("one");
  await chat.composer.press("Shift+Enter");
  await chat.composer.pressSequentially("two");
  await expect(chat.composer).toHaveValue("one\ntwo");
  await chat.composer.press("Control+Enter");
  await expect(chat.composer).toHaveValue("");

  await page.evaluate(() => localStorage.setItem("oschat.enterSends", "no"));
  await chat.composer.pressSequentially("three");
  await chat.composer.press("Enter");
  await expect(chat.composer).toHaveValue("three\n");
  await chat.composer.press("Control+Enter");
  await expect(chat.message("three", "confirmed")).toBeVisible();
});

test("#40 on a touch keyboard Enter breaks the line", async ({ arrive, person }) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada", { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  await chat.open(id);
  await chat.composer.tap();
  await page.keyboard.type("one");
  await page.keyboard.press("Enter");
  await expect(chat.composer).toHaveValue("one\n");
});

test("#43 #44 Up in an empty composer edits the last own message, Escape restores, nothing changed changes nothing, emptied asks", async ({
  arrive,
  person,
}) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await me.dmWith(ben);
  await me.say(id, "mine");
  await ben.say(id, "his");
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await expect(chat.message("his")).toBeVisible();
  const editor = page.getByRole("textbox", { name: "Edit message" });
  await chat.composer.fill("a\nb");
  await chat.composer.press("ArrowUp");
  await expect(editor).toHaveCount(0);
  expect(await selection(chat)).toEqual([1, 1]);
  await chat.composer.fill("");
  await chat.composer.press("ArrowUp");
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue("mine");
  expect(await editor.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(4);
  await editor.fill("changed");
  await editor.press("Escape");
  await expect(chat.message("mine")).toBeVisible();
  await expect(chat.composer).toBeFocused();

  await chat.composer.press("ArrowUp");
  await editor.press("Enter");
  await expect(editor).toHaveCount(0);
  await expect(chat.message("mine")).not.toContainText("edited");
  await chat.composer.press("ArrowUp");
  await editor.fill("");
  await editor.press("Enter");
  await expect(page.getByRole("alertdialog").or(page.getByRole("dialog"))).toContainText("Delete");
});

test("#45 Escape closes one thing at a time, from the inside out, and loses no text", async ({ arrive, person }) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await me.groupWith("Lunch", ben);
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  const details = await chat.openDetails();
  await chat.composer.pressSequentially("so :smi");
  await expect(emojiList(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(emojiList(page)).toHaveCount(0);
  await expect(details).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(chat.composer).toHaveValue("so :smi");
  await expect(page.getByRole("heading", { level: 1, name: "Lunch" })).toBeVisible();
});

test("#46 a draft is saved within half a second: it survives the page's death and is shown in the list", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  const { id } = await me.dmWith(await person("Ben"));
  const { page, chat, anotherTab } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.pressSequentially("not finished");
  await page.waitForTimeout(500);
  await killTab(page);
  const reopened = await anotherTab();
  await reopened.open();
  await expect(reopened.row("Ben")).toContainText("Draft: not finished");
  await reopened.select("Ben");
  await expect(reopened.composer).toHaveValue("not finished");
});

test("#46 two tabs: what is being typed in one is not overwritten by what was typed in the other", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { chat, anotherTab } = await arrive("Ada");
  const other = await anotherTab();
  await chat.open(id);
  await other.open(id);
  await chat.composer.pressSequentially("in the first ");
  await other.composer.pressSequentially("in the second", { delay: 60 });
  await chat.composer.pressSequentially("tab");
  await expect(other.composer).toHaveValue(/in the second$/);
  await expect(chat.composer).toHaveValue(/tab$/);
});

test("#47 #82 coming back to a conversation finds caret and selection as they were", async ({ arrive, person }) => {
  const me = await person("Ada");
  const { id } = await me.dmWith(await person("Ben"));
  await me.groupWith("Lunch");
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.fill("keep my place");
  await select(chat, 5, 7);
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.getByRole("heading", { level: 1, name: "Lunch" })).toBeVisible();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByRole("heading", { level: 1, name: "Ben" })).toBeVisible();
  await expect(chat.composer).toBeFocused();
  expect(await selection(chat)).toEqual([5, 7]);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Lunch" })).toBeVisible();
});

test("#52 the composer grows to two fifths of the height, then scrolls, and the newest message stays in view", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  const { id } = await me.dmWith(await person("Ben"));
  await me.say(id, "the newest");
  const { chat } = await arrive("Ada");
  await chat.open(id);
  const height = () => chat.composer.evaluate((area) => area.getBoundingClientRect().height);
  const one = await height();
  await chat.composer.fill("1\n2\n3");
  expect(await height()).toBe(one + 44);
  await chat.composer.fill(Array.from({ length: 60 }, (_, line) => line).join("\n"));
  expect(await height()).toBe(0.4 * 800);
  expect(await chat.composer.evaluate((area) => area.scrollHeight > area.clientHeight)).toBe(true);
  await expect(chat.message("the newest")).toBeInViewport();
  await chat.composer.fill("");
  expect(await height()).toBe(one);
});

test("#57 keys and buttons put formatting round the selection, take it off, and undo takes it back", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.pressSequentially("so very good");
  await select(chat, 3, 7);
  for (const [key, formatted] of [
    ["Control+b", "so **very** good"],
    ["Control+i", "so _very_ good"],
    ["Control+e", "so `very` good"],
    ["Control+Shift+x", "so ~~very~~ good"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(chat.composer).toHaveValue(formatted);
    await page.keyboard.press(key);
    await expect(chat.composer).toHaveValue("so very good");
  }
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Control+z");
  await expect(chat.composer).toHaveValue("so very good");
  await select(chat, 3, 7);
  await page.getByRole("toolbar").getByRole("button", { name: "Bold" }).click();
  await expect(chat.composer).toHaveValue("so **very** good");
  await expect(chat.composer).toBeFocused();
});

test("#57 #63 three backticks open a block of code: Enter and Tab work in it, and spelling is not checked there", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await expect(chat.composer).toHaveJSProperty("spellcheck", true);
  await chat.composer.pressSequentially("```js");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("run();");
  await page.keyboard.press("Enter");
  await page.keyboard.type("stop();");
  await expect(chat.composer).toHaveValue("```js\n  run();\n  stop();\n```");
  await expect(chat.composer).toHaveJSProperty("spellcheck", false);
  await expect(chat.composer).toHaveAttribute("autocorrect", "off");
  await page.keyboard.press("Shift+Tab");
  await expect(chat.composer).toHaveValue("```js\n  run();\nstop();\n```");
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await expect(chat.composer).toHaveValue("");
});

test("#61 typing is told sparingly, names up to two, takes no room, and ends by itself", async ({ arrive, person }) => {
  const people = await Promise.all(["Anna", "Ben", "Cyd", "Dan"].map((name) => person(name)));
  const me = await person("Ada");
  const { id } = await me.groupWith("Lunch", ...people);
  await me.say(id, "hello");
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await expect(chat.message("hello")).toBeVisible();
  const top = () => chat.message("hello").evaluate((row) => row.getBoundingClientRect().top);
  const before = await top();
  const [anna, ben] = await Promise.all(["Anna", "Ben"].map((name) => arrive(name)));
  const told: string[] = [];
  anna?.page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => String(payload).includes("typing:start") && told.push(String(payload))),
  );
  for (const visitor of [anna, ben]) await visitor?.chat.open(id);
  await anna?.chat.composer.pressSequentially("typing along", { delay: 100 });
  await expect(page.getByText("Anna is typing", { exact: true })).toBeVisible();
  expect(told.length).toBeLessThanOrEqual(2);
  await anna?.chat.composer.pressSequentially(" still");
  await ben?.chat.composer.pressSequentially("me too");
  await expect(page.getByText(/^(Anna and Ben|Ben and Anna) are typing$/)).toBeVisible();
  expect(await top()).toBe(before);
  await expect(page.getByText(/ typing/), "ends by itself").toHaveCount(0, { timeout: 15_000 });
});

test("#54 #58 a typed code shows emoji: arrows, Enter, Tab and Escape work, never in code; the picker finds and remembers", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.pressSequentially("well :smi");
  await expect(emojiList(page).getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await expect(chat.composer).toHaveAttribute("aria-activedescendant", /.+/);
  await page.keyboard.press("ArrowDown");
  await expect(emojiList(page).getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(chat.composer).toHaveValue("well 😄 ");
  await chat.composer.pressSequentially(":tada");
  await expect(emojiList(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(chat.composer).toHaveValue("well 😄 🎉 ");
  await chat.composer.fill("`:smi");
  await chat.composer.press("End");
  await expect(emojiList(page)).toHaveCount(0);

  await chat.composer.fill("");
  await page.getByRole("toolbar").getByRole("button", { name: "Emoji" }).click();
  const picker = page.getByRole("dialog", { name: "Emoji" });
  const search = picker.getByRole("searchbox").or(picker.getByRole("textbox"));
  await expect(search).toBeFocused();
  await picker.getByRole("button", { name: "Medium", exact: true }).click();
  await search.fill("waving hand");
  await expect(picker.getByText("waving hand").first()).toBeVisible();
  await search.press("Enter");
  await expect(picker).toHaveCount(0);
  await expect(chat.composer).toBeFocused();
  await expect(chat.composer).toHaveValue("👋🏽");
  await page.getByRole("toolbar").getByRole("button", { name: "Emoji" }).click();
  await expect(picker.getByRole("group", { name: "Used last" }).getByRole("button").first()).toHaveText("👋🏽");
  await page.keyboard.press("Escape");
  await expect(chat.composer).toBeFocused();
});

test("#46 #57 #58 tools, picker and preview are for the conversation that is shown, never for the one before", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  const { id } = await me.groupWith("Lunch");
  await me.dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  const tool = (name: string) => page.getByRole("toolbar").getByRole("button", { name });
  const sendButton = page.getByRole("button", { name: "Send", exact: true });
  await chat.open(id);
  await chat.select("Ben");
  await chat.composer.fill("for Ben");
  await tool("Preview").click();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("for Ben");
  await tool("Emoji").click();
  await expect(page.getByRole("dialog", { name: "Emoji" })).toBeVisible();

  await page.goBack();
  const toAll = page.getByRole("textbox", { name: "Message Lunch" });
  await expect(toAll).toBeFocused();
  await expect(page.getByRole("dialog", { name: "Emoji" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Preview" })).toHaveCount(0);
  await expect(toAll).toHaveValue("");
  await expect(sendButton).toBeDisabled();
  await toAll.fill("for all");
  await select(chat, 0, 7);
  await tool("Bold").click();
  await expect(toAll).toHaveValue("**for all**");
  await sendButton.click();
  await expect(toAll).toHaveValue("");
  await expect(chat.list.locator('[data-message][data-state="confirmed"]')).toHaveText([/for all/]);

  await chat.select("Ben");
  await expect(chat.composer).toHaveValue("for Ben");
  await expect(sendButton).toBeEnabled();
  await expect(chat.list.locator("[data-message]")).toHaveCount(0);
});

test("#58 the picker is searched in the reader's language and in English", async ({ arrive, person }) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada", { locale: "de-DE" });
  await page.goto(`${chat.address}?c=${id}`);
  await page.getByRole("toolbar").getByRole("button", { name: "Emoji" }).click();
  const picker = page.getByRole("dialog", { name: "Emoji" });
  for (const words of ["winkende hand", "waving hand"]) {
    await picker.getByRole("searchbox").fill(words);
    await expect(picker.getByRole("gridcell").first()).toContainText("👋");
  }
});

test("#57 the preview is what the timeline will show", async ({ arrive, person }) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await page.getByRole("toolbar").getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("Nothing written yet.");
  await chat.composer.pressSequentially("see https://example.org/a_b and **this**");
  await expect(preview.getByRole("link")).toHaveAttribute("href", "https://example.org/a_b");
  await expect(preview).toHaveText("see https://example.org/a_b and this");
  const previewed = await preview.innerText();
  await chat.composer.press("Enter");
  const row = chat
    .message("see https://example.org/a_b and **this**", "confirmed")
    .or(chat.list.locator('[data-message][data-state="confirmed"]').last());
  await expect(row.first().getByRole("link")).toHaveAttribute("href", "https://example.org/a_b");
  expect(await row.first().innerText()).toContain(previewed.trim());
});
