/** Keys that work everywhere, and the sheet that shows them. */
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";
import { chooseItem } from "./keys.ts";

const sheet = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const OPENS_A_DIALOG = new Set(["openSwitcher", "showShortcuts", "openSettings"]);
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

test("#79 ? outside of text and Ctrl+/ anywhere show all shortcuts; every one that works everywhere is bound", async ({
  arrive,
  person,
}) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const titles = Array.from({ length: 9 }, (_, index) => `Group ${index + 1}`);
  for (const title of titles) await ben.say((await ben.groupWith(title, me)).id, "unread");
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await chat.select("Group 5");
  await chat.composer.press("?");
  await expect(chat.composer).toHaveValue("?");
  await expect(sheet(page)).toHaveCount(0);
  await page.keyboard.press("Control+/");
  await expect(sheet(page).getByText("Previous conversation")).toBeVisible();
  const shown = await sheet(page)
    .getByRole("region", { name: "Everywhere" })
    .locator("[data-shortcut]")
    .evaluateAll((rows) =>
      rows.map((row) => {
        const { shortcut = "", keys = "" } = (row as HTMLElement).dataset;
        return { shortcut, chords: keys.split(" ") };
      }),
    );
  expect(shown.length).toBeGreaterThan(8);
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toHaveCount(0);
  await expect(chat.composer).toBeFocused();
  await expect(chat.composer).toHaveValue("?");

  await page.evaluate(() => {
    window.addEventListener("keydown", (event) => {
      document.documentElement.dataset.lastKey = event.defaultPrevented ? "bound" : "free";
    });
  });
  const details = page.getByRole("complementary", { name: "Details" });
  const bound = shown.flatMap(({ shortcut, chords }) => chords.map((chord) => ({ shortcut, chord })));
  for (const { shortcut, chord } of bound) {
    // Something unread lies on either side, details are open, and the focus is in no text.
    await chat.row("Group 5").click();
    if (!(await details.isVisible())) await chat.openDetails();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press(chord);
    expect(await page.evaluate(() => document.documentElement.dataset.lastKey), chord).toBe("bound");
    if (!OPENS_A_DIALOG.has(shortcut)) continue;
    // Its code may still be on the way.
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

test("#78 Alt with the arrows walks the list, with Shift the unread, Ctrl and a digit goes to a place", async ({
  arrive,
  person,
}) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const ids = [];
  for (const title of ["Three", "Two", "One"]) ids.push((await me.groupWith(title, ben)).id);
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await chat.select("One");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(heading(page, "Two")).toBeVisible();
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(heading(page, "One")).toBeVisible();
  await page.keyboard.press("Control+2");
  await expect(heading(page, "Two")).toBeVisible();
  // A pointer that rests on the list holds its order.
  await page.mouse.move(800, 300);
  await ben.say(ids[0] ?? "", "unread");
  await expect(chat.row("Three")).toContainText("1 unread");
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expect(heading(page, "Three")).toBeVisible();
});

test("#122 F6 goes round the parts of the screen, each a landmark with a heading", async ({ arrive, person }) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await me.groupWith("Lunch", ben);
  await ben.say(id, "Hungry?");
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.openDetails();
  await expect(chat.message("Hungry?")).toBeVisible();
  await chat.composer.focus();
  const parts = [
    page.getByRole("complementary", { name: "Details" }),
    page.getByRole("navigation", { name: "Conversations" }),
    page.getByRole("region", { name: "Messages", exact: true }),
    page.getByRole("region", { name: "Write a message" }),
  ];
  const holdsFocus = (part: (typeof parts)[number]) =>
    part.evaluate((element) => element.contains(document.activeElement) && element.querySelector("h2") !== null);
  for (const key of ["F6", "Control+F6"]) {
    for (const part of parts) {
      await page.keyboard.press(key);
      expect(await holdsFocus(part), `${key} to ${part}`).toBe(true);
    }
  }
  await expect(chat.composer).toBeFocused();
  for (const part of [...parts.slice(0, 3).reverse(), parts[3]]) {
    await page.keyboard.press("Shift+F6");
    if (part !== undefined) expect(await holdsFocus(part), `Shift+F6 to ${part}`).toBe(true);
  }
});

test("#123 opening a conversation puts the focus where one writes to it; dialogs give the focus back", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  await me.dmWith(await person("Ben"));
  await me.groupWith("Lunch");
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await chat.row("Ben").press("Enter");
  await expect(page.getByRole("textbox", { name: "Message Ben" })).toBeFocused();
  await chat.row("Lunch").click();
  await expect(page.getByRole("textbox", { name: "Message Lunch" })).toBeFocused();

  const opener = page.getByRole("button", { name: "New message" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await chooseItem(page, "New direct message");
  const dialog = page.getByRole("dialog", { name: "New direct message" });
  await expect(dialog.getByRole("textbox", { name: "E-mail" })).toBeFocused();
  for (let count = 0; count < 8; count += 1) {
    await page.keyboard.press("Tab");
    const isInside = () => dialog.evaluate((element) => element.contains(document.activeElement));
    // At either end the focus is led round a moment later.
    await expect.poll(isInside, "Tab stays in the dialog").toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("#123 where there is only touch, opening a conversation brings up no keyboard but says its name", async ({
  arrive,
  person,
}) => {
  await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada", { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  await chat.open();
  await chat.row("Ben").tap();
  await expect(heading(page, "Ben")).toBeFocused();
});
