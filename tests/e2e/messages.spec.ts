/** What can be done with a message, and how it is shown once it was. */
import type { Locator } from "@playwright/test";
import { expect, test } from "./behaviour.ts";

async function namesOf(buttons: Locator): Promise<string[]> {
  await expect(buttons.first()).toBeVisible();
  return buttons.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent ?? ""));
}

test("#72 toolbar, context menu, keyboard menu and long press offer the same actions; one toolbar at a time", async ({
  arrive,
  person,
}) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  await ada.chat.open(id);
  await ada.chat.write("**first**");
  await ada.chat.write("second");
  const [first, second] = [ada.chat.message("first", "confirmed"), ada.chat.message("second", "confirmed")];
  await expect(second).toBeVisible();
  await first.hover();
  const inToolbar = await namesOf(first.getByRole("group", { name: "Message actions" }).getByRole("button"));
  expect(inToolbar).toEqual(["Copy text", "Copy as Markdown", "Copy link", "Mark unread from here", "Edit", "Delete"]);
  const menu = ada.page.getByRole("menu", { name: "Message actions" });
  await first.click({ button: "right" });
  expect(await namesOf(menu.getByRole("menuitem"))).toEqual(inToolbar);
  await ada.page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await ada.chat.composer.focus();
  await ada.page.keyboard.press("Shift+Tab");
  while (!(await second.evaluate((row) => row === document.activeElement))) await ada.page.keyboard.press("Shift+Tab");
  await ada.page.keyboard.press("ArrowUp");
  await expect(first).toBeFocused();
  await ada.page.keyboard.press("Enter");
  expect(await namesOf(menu.getByRole("menuitem"))).toEqual(inToolbar);
  await ada.page.keyboard.press("Escape");
  await expect(first).toBeFocused();

  await second.hover();
  const toolbars = ada.chat.list.getByRole("group", { name: "Message actions" });
  await expect(toolbars).toHaveCount(1);
  await expect(second.getByRole("group", { name: "Message actions" })).toBeVisible();

  const box = await first.boundingBox();
  const at = { x: (box?.x ?? 0) + 120, y: (box?.y ?? 0) + 10 };
  await first.dispatchEvent("pointerdown", { pointerType: "touch", clientX: at.x, clientY: at.y });
  expect(await namesOf(menu.getByRole("menuitem"))).toEqual(inToolbar);
});

test("#76 text, Markdown and address of a message can be copied", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await ben.dmWith(await person("Ada"));
  await ben.say(id, "take **care** of `it`");
  await ada.chat.open(id);
  const row = ada.chat.message("take care of it");
  const copied = async (action: string) => {
    await row.hover();
    await row.getByRole("button", { name: action }).click();
    await expect(ada.page.getByRole("status").filter({ hasText: "Copied" }).first()).toBeAttached();
    return ada.page.evaluate(() => navigator.clipboard.readText());
  };
  await expect.poll(() => copied("Copy text")).toBe("take care of it");
  await expect.poll(() => copied("Copy as Markdown")).toBe("take **care** of `it`");
  await expect.poll(() => copied("Copy link")).toMatch(new RegExp(`/chat\\?c=${id}&m=[0-9a-f-]{36}$`));
});

test("#95 marked unread from a message on, by its menu", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  for (const text of ["one", "two", "three"]) await ben.say(id, text);
  await ada.chat.open(id);
  await expect(ada.chat.row("Ben")).not.toContainText("unread");
  await ada.chat.message("two").hover();
  await ada.chat.message("two").getByRole("button", { name: "Mark unread from here" }).click();
  await expect(ada.chat.row("Ben")).toContainText("2 unread");
});

test("#68 #73 the mark of an edit tells when; the question before deleting quotes; what is deleted leaves a trace", async ({
  arrive,
  person,
}) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  await ada.chat.open(id);
  await ada.chat.write("before");
  await expect(ada.chat.message("before", "confirmed")).toBeVisible();
  await ada.chat.act("before", "Edit");
  await ada.page.getByRole("textbox", { name: "Edit message" }).fill("after");
  await ada.page.keyboard.press("Enter");
  const row = ada.chat.message("after");
  await expect(row.getByText("edited", { exact: true })).toHaveAttribute("title", /^Edited .*\d{4}.*\d:\d\d/);
  await expect(row.locator("time").first()).toHaveAttribute("title", /\d{4}.*\d:\d\d:\d\d.*(UTC|GMT|[A-Z]{3})/);
  await expect(row).toHaveAttribute("aria-label", /\d{4}.*\d:\d\d:\d\d/);
  await ada.chat.act("after", "Delete");
  await expect(ada.page.getByRole("alertdialog").getByRole("blockquote")).toHaveText("after");
  await ada.chat.confirm("Delete");
  await expect(ada.chat.deletedMessages).toHaveCount(1);
});

test("#26 a very long message is folded, and unfolds with its upper edge where it was", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  for (let index = 0; index < 20; index += 1) await ben.say(id, `short ${index}`);
  await ben.say(id, Array.from({ length: 60 }, (_, line) => `line ${line}`).join("\n"));
  await ada.chat.open(id);
  const row = ada.chat.list.locator("[data-message]").last();
  await row.getByRole("button", { name: "Show more" }).scrollIntoViewIfNeeded();
  const box = () => row.evaluate((element) => element.getBoundingClientRect().toJSON());
  const folded = await box();
  expect(folded.height).toBeLessThan(420);
  await row.getByRole("button", { name: "Show more" }).click();
  await expect.poll(async () => (await box()).height).toBeGreaterThan(1_000);
  await ada.page.waitForTimeout(300);
  expect(Math.abs((await box()).top - folded.top)).toBeLessThanOrEqual(1);
});

test("#27 the beginning says what this is, with whom, and since when", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.groupWith("Garden", await person("Ada"));
  await ada.chat.open(id);
  const start = ada.chat.list.getByRole("listitem").first();
  await expect(start).toContainText("Garden");
  await expect(start).toContainText("Group · 2 members");
  await expect(start).toContainText(new RegExp(`Created .*${new Date().getFullYear()}`));
});

test("#24 a selection over several messages is copied with time and author", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await ben.dmWith(await person("Ada"));
  for (const text of ["one apple", "**two** pears", "three plums"]) await ben.say(id, text);
  await ada.chat.open(id);
  await expect(ada.chat.message("three plums")).toBeVisible();
  await ada.chat.list.evaluate((list) => {
    const [first, , last] = [...list.querySelectorAll("[data-words]")];
    const [from, to] = [first?.firstChild, last?.firstChild];
    if (from && to) getSelection()?.setBaseAndExtent(from, 4, to, 5);
  });
  await ada.page.keyboard.press("ControlOrMeta+c");
  const copied = await ada.page.evaluate(() => navigator.clipboard.readText());
  const lines = copied.split("\n").map((line) => line.replace(/^\[[^\]]*\d:\d\d[^\]]*\] /, "[time] "));
  expect(lines).toEqual(["[time] Ben: apple", "[time] Ben: two pears", "[time] Ben: three"]);
});
