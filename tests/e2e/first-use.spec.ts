/** The first hour with oschat, on a server that is only tried out: people sign in by name, find each other and write. */
import type { BrowserContext } from "@playwright/test";
import { ChatPage } from "./chat-page.ts";
import { expect, test } from "./journey.ts";
import { addressOf } from "./visitor.ts";

const PHONE = { width: 390, height: 844 };

/** Through the sign-in page, as nobody has done yet. */
async function signInByName(context: BrowserContext, url: string, name: string): Promise<ChatPage> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("textbox", { name: "E-mail" }).fill(addressOf(name));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${url}/chat`);
  return new ChatPage(page, url);
}

test("two people sign in by name, one finds the other by e-mail, they write both ways and make a group of three", async ({
  browser,
  world,
  arrive,
}) => {
  const contexts = [await browser.newContext(), await browser.newContext()] as const;
  const ada = await signInByName(contexts[0], world.url, "Ada Lovelace");
  const bob = await signInByName(contexts[1], world.url, "Bob Kahn");
  const cyd = await arrive("Cyd Hart");
  await cyd.chat.open();
  await expect(ada.account).toHaveAccessibleName("Account: Ada Lovelace");
  await expect(ada.page.getByText("No conversations yet.")).toBeVisible();

  await ada.startDm(addressOf("Bob Kahn"));
  await ada.write("Hello Bob");
  await bob.select("Ada Lovelace");
  await bob.write("Hello Ada");
  for (const chat of [ada, bob]) {
    await expect(chat.message("Hello Ada", "confirmed")).toBeVisible();
    expect(await chat.texts()).toEqual(["Hello Bob", "Hello Ada"]);
  }

  await ada.createGroup("Lunch", [addressOf("Bob Kahn"), addressOf("Cyd Hart")]);
  await ada.write("Where shall we go?");
  await bob.select("Lunch");
  await cyd.chat.select("Lunch");
  await cyd.chat.write("The place by the river");
  for (const chat of [ada, bob, cyd.chat]) {
    await expect(chat.message("The place by the river", "confirmed")).toBeVisible();
    expect(await chat.texts()).toEqual(["Where shall we go?", "The place by the river"]);
  }
  await Promise.all(contexts.map((context) => context.close()));
});

test("[E1] an address that belongs to nobody is answered with a sentence, and the dialog stays", async ({ arrive }) => {
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await page.getByRole("button", { name: "New message" }).click();
  await page.getByRole("menuitem", { name: "New direct message" }).click();
  const field = page.getByRole("textbox", { name: "E-mail" });
  await field.fill("nobody@example.com");
  await field.press("Enter");
  await expect(field).toHaveAccessibleDescription(/.+ .+\./);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveValue("nobody@example.com");
});

test("a draft is kept over a reload, shown in the list, and gone once it is sent", async ({ world, arrive }) => {
  const owner = await world.person("Ada");
  const { id } = await owner.dmWith(await world.person("Bob"));
  await owner.groupWith("Lunch");
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.fill("Not quite fini");
  await chat.select("Lunch");
  await expect(chat.row("Bob")).toContainText("Draft: Not quite fini");
  await expect.poll(() => chat.kept("drafts")).toEqual(["Not quite fini"]);

  await page.reload();
  await chat.select("Bob");
  await expect(chat.composer).toHaveValue("Not quite fini");
  await chat.composer.press("End");
  await chat.composer.pressSequentially("shed");
  await chat.composer.press("Enter");
  await expect(chat.message("Not quite finished", "confirmed")).toBeVisible();
  await expect(chat.composer).toHaveValue("");
  await page.reload();
  await expect(chat.message("Not quite finished", "confirmed")).toBeVisible();
  await expect(chat.composer).toHaveValue("");
});

test("[R1] unread messages count in the list and in the title until they are seen", async ({ world, arrive }) => {
  const ada = await world.person("Ada");
  const { id } = await ada.dmWith(await world.person("Bob"));
  const { page, chat } = await arrive("Bob");
  await chat.open();
  for (const text of ["one", "two", "three"]) await ada.say(id, text);
  await expect(chat.row("Ada")).toContainText("3 unread");
  await expect(page).toHaveTitle("(3) oschat");

  await chat.select("Ada");
  await expect(chat.row("Ada")).not.toContainText("unread");
  await expect(page).toHaveTitle("oschat");
  await page.reload();
  await expect(chat.message("three")).toBeVisible();
  await expect(chat.row("Ada")).not.toContainText("unread");
});

test("the dark theme is chosen in the account menu and kept", async ({ arrive }) => {
  const { page, chat } = await arrive("Ada");
  await chat.open();
  const textColour = () => page.evaluate(() => getComputedStyle(document.body).color);
  const light = await textColour();
  await chat.account.click();
  await page.getByRole("menu").getByText("Dark", { exact: true }).click();
  await expect.poll(textColour).not.toBe(light);
  const dark = await textColour();
  await page.reload();
  await expect(chat.account).toBeVisible();
  expect(await textColour()).toBe(dark);
});

test("on a phone there is one screen at a time, and back leads to the list", async ({ world, arrive }) => {
  const ada = await world.person("Ada");
  await ada.say((await ada.dmWith(await world.person("Bob"))).id, "Hello");
  const { page, chat } = await arrive("Bob");
  await page.setViewportSize(PHONE);
  await chat.open();
  await chat.row("Ada").click();
  await expect(chat.message("Hello")).toBeVisible();
  await expect(chat.row("Ada")).toBeHidden();
  await page.getByRole("button", { name: "Back to conversations" }).click();
  await expect(chat.row("Ada")).toBeVisible();
  await expect(chat.composer).toHaveCount(0);

  await chat.row("Ada").click();
  await expect(chat.composer).toBeVisible();
  await page.goBack();
  await expect(chat.row("Ada")).toBeVisible();
  const { scrollWidth, innerWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    innerWidth: window.innerWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(innerWidth);
});

test("opening the details of a conversation keeps its newest message in view", async ({ world, arrive }) => {
  const ada = await world.person("Ada");
  const { id } = await ada.groupWith("Lunch", await world.person("Bob"));
  for (let count = 1; count <= 40; count += 1) await ada.say(id, `A short line, number ${count}`);
  const long = "This line fits, but needs another one as soon as the conversation has a little less room.";
  for (let count = 1; count <= 6; count += 1) await ada.say(id, long);
  await ada.say(id, "The newest");
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await expect(chat.message("The newest")).toBeInViewport();
  await page.emulateMedia({ reducedMotion: "reduce" });
  const height = () => chat.list.evaluate((list) => list.getBoundingClientRect().height);
  const wide = await height();
  await chat.openDetails();
  await expect.poll(height, "the lines take their new breaks").toBeGreaterThan(wide);
  await expect(chat.message("The newest")).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "Close details" }).click();
  await expect.poll(height).toBe(wide);
  await expect(chat.message("The newest")).toBeInViewport({ ratio: 1 });
});
