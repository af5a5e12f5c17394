/** What a person sets for this device: felt at once, in every tab, and after a reload. */
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";

async function openSettings(page: Page) {
  await page.keyboard.press("Control+,");
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await expect(dialog).toBeVisible();
  return dialog;
}

const styleOf = (page: Page, property: string) =>
  page.evaluate((name) => getComputedStyle(document.body).getPropertyValue(name), property);

test("#131 #92 the theme is chosen among radios, holds at once, in other tabs and after a reload", async ({
  arrive,
}) => {
  const { page, chat, anotherTab } = await arrive("Ada");
  await chat.open();
  const other = await anotherTab();
  await other.open();
  const light = await styleOf(page, "color");
  await page.bringToFront();
  await chat.account.click();
  await expect(page.getByRole("menuitemradio", { name: "Automatic" })).toBeChecked();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(() => styleOf(page, "color")).not.toBe(light);
  const dark = await styleOf(page, "color");
  await expect.poll(() => styleOf(other.page, "color")).toBe(dark);

  const dialog = await openSettings(page);
  await expect(dialog.getByRole("radio", { name: "Dark" })).toBeChecked();
  await dialog.getByRole("radio", { name: "Light" }).check();
  await expect.poll(() => styleOf(other.page, "color")).toBe(light);
  await page.reload();
  await expect(chat.account).toBeVisible();
  expect(await styleOf(page, "color")).toBe(light);
});

test("#131 before any code of the app runs, theme, language and direction are right; the system's change is followed", async ({
  arrive,
}) => {
  const { page, chat, context } = await arrive("Ada");
  await chat.open();
  await page.evaluate(() => {
    localStorage.setItem("oschat.theme", "dark");
    localStorage.setItem("oschat.language", "ar");
  });
  await context.route("**/_next/static/**/*.js", (route) => route.abort());
  const bare = await context.newPage();
  await bare.goto(page.url());
  expect(await bare.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({ theme: "dark" });
  expect(await bare.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    "ar",
    "rtl",
  ]);
  await context.unroute("**/_next/static/**/*.js");

  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(chat.account).toBeVisible();
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(theme).toBe("dark");
  await page.emulateMedia({ contrast: "more" });
  await expect.poll(theme).toBe("contrast");
});

test("#132 accent, text size and density change what is seen at once and are kept", async ({ arrive, person }) => {
  const ben = await person("Ben");
  const { page, chat } = await arrive("Ada");
  await ben.say((await ben.dmWith(await person("Ada"))).id, "Hello");
  await chat.open();
  await chat.select("Ben");
  const shown = page.locator("[data-message]").getByText("Hello", { exact: true });
  const look = () =>
    shown.evaluate((message) => ({
      accent: getComputedStyle(document.documentElement).getPropertyValue("--accent-hue"),
      text: getComputedStyle(message).fontSize,
      row: document.querySelector("[data-conversation-id]")?.getBoundingClientRect().height,
    }));
  const before = await look();
  const dialog = await openSettings(page);
  await dialog.getByRole("radio", { name: "Fern" }).check();
  await dialog.getByRole("slider", { name: "Text size" }).fill("20");
  await dialog.getByRole("radio", { name: "Compact" }).check();
  const after = await look();
  expect(after.accent).not.toBe(before.accent);
  expect([before.text, after.text]).toEqual(["15px", "20px"]);
  expect(after.row).toBeLessThan(before.row ?? 0);
  await page.reload();
  await expect(chat.list).toBeVisible();
  expect(await look()).toEqual(after);
});

test("#129 #137 another language is spoken at once; draft, focus and place stay", async ({ arrive, person }) => {
  const ben = await person("Ben");
  const { page, chat } = await arrive("Ada");
  const { id } = await ben.dmWith(await person("Ada"));
  for (let count = 1; count <= 40; count += 1) await ben.say(id, `Line ${count}`);
  await chat.open();
  await chat.select("Ben");
  await chat.composer.fill("Not finished");
  await chat.message("Line 20").scrollIntoViewIfNeeded();
  await openSettings(page);
  // By their ids: the dialog's name changes with the language.
  await page.locator("#setting-language-de").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("dialog", { name: "Einstellungen" })).toBeVisible();
  await expect(page.locator("#setting-language-de")).toBeFocused();
  await page.locator("#setting-language-ar").click();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.locator("#setting-language-en").click();
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await page.keyboard.press("Escape");
  await expect(chat.composer).toHaveValue("Not finished");
  await expect(chat.message("Line 20")).toBeInViewport();
});

test("#139 the hours of the day are shown as chosen, in the time zone of the device", async ({ arrive, person }) => {
  const ben = await person("Ben");
  const { page, chat } = await arrive("Ada", { timezoneId: "Asia/Tokyo", locale: "en-GB" });
  const { id } = await ben.dmWith(await person("Ada"));
  const { createdAt } = await ben.say(id, "Hello");
  await chat.open(id);
  const timeIn = (hourCycle: "h12" | "h23") =>
    new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "Asia/Tokyo", hourCycle })
      .format(new Date(createdAt))
      .replace(/^0/, "");
  const time = () => page.locator("[data-message] time").first().innerText();
  const plain = (text: string) => text.replace(/^0/, "").replace(/\s/gu, " ").toLowerCase();
  expect(plain(await time())).toBe(plain(timeIn("h23")));
  const dialog = await openSettings(page);
  await expect(dialog).toContainText("Asia/Tokyo");
  await dialog.getByRole("radio", { name: "12 hours" }).check();
  await expect.poll(async () => plain(await time())).toBe(plain(timeIn("h12")));
});

test("#123 the settings give the focus back to what opened them", async ({ arrive }) => {
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await chat.account.focus();
  const dialog = await openSettings(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(chat.account).toBeFocused();
});
