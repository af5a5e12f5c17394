/** The acceptance criteria A to E once more, by someone who has no pointer: not one click, hover or tap in here. */
import type { Page } from "@playwright/test";
import { ChatPage } from "./chat-page.ts";
import { cutAroundSend } from "./flaky-network.ts";
import { expect, test } from "./journey.ts";
import { chooseItem, pressUntilFocused } from "./keys.ts";
import { addressOf, goOffline } from "./visitor.ts";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const tabTo = (page: Page, name: string) =>
  pressUntilFocused(page, "Tab", page.getByRole("button", { name, exact: true }).first());

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Name of a person or group" });
  await expect(field).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect(page.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
}

async function say(page: Page, text: string): Promise<void> {
  await expect(page.getByRole("textbox", { name: /^Message / })).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

test("#122 #127 A, by keyboard: signing in, seeing who one is, signing out", async ({ page, world }) => {
  await page.goto(world.url);
  await pressUntilFocused(page, "Tab", page.getByRole("textbox", { name: "Name" }));
  await page.keyboard.type("Ada Lovelace");
  await pressUntilFocused(page, "Tab", page.getByRole("textbox", { name: "E-mail" }));
  await page.keyboard.type(addressOf("Ada Lovelace"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`${world.url}/chat`);
  const chat = new ChatPage(page, world.url);
  await expect(chat.account).toHaveAccessibleName("Account: Ada Lovelace");
  await pressUntilFocused(page, "Tab", chat.account);
  await page.keyboard.press("Enter");
  await expect(page.getByText(addressOf("Ada Lovelace"))).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await search(page, ">sign out");
  await page.keyboard.press("Enter");
  const asked = page.getByRole("alertdialog");
  await expect(asked).toBeVisible();
  await pressUntilFocused(page, "Tab", asked.getByRole("button", { name: "Sign out" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible();
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
});

test("#127 B, by keyboard: a direct message, a group, its members, roles and name, and leaving it", async ({
  world,
  arrive,
}) => {
  for (const name of ["Bob", "Cyd"]) await world.person(name);
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await search(page, addressOf("Bob"));
  await expect(page.getByRole("option", { name: /Start a conversation with Bob/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Bob")).toBeVisible();
  await say(page, "Found you");
  await expect(chat.message("Found you", "confirmed")).toBeVisible();

  await search(page, ">new group");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Group name" })).toBeFocused();
  await page.keyboard.type("Engine room");
  const people = page.getByRole("textbox", { name: "Add people by e-mail" });
  await pressUntilFocused(page, "Tab", people);
  await page.keyboard.type(addressOf("Bob"));
  await page.keyboard.press("Enter");
  await expect(people).toHaveValue("");
  await tabTo(page, "Create group");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Engine room")).toBeVisible();
  await expect(chat.composer).toBeFocused();

  await search(page, ">conversation details");
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Details" });
  await expect(details).toBeVisible();
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press("F6");
  await tabTo(page, "Add member");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "E-mail" })).toBeFocused();
  await page.keyboard.type(addressOf("Cyd"));
  await page.keyboard.press("Enter");
  await expect(chat.news("You added Cyd")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await tabTo(page, "Actions for Bob");
  await page.keyboard.press("Enter");
  await chooseItem(page, "Make admin");
  await expect(chat.news("You made Bob an admin")).toBeVisible();
  await tabTo(page, "Rename group");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Group name" })).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Machine room");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Machine room")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await tabTo(page, "Actions for Cyd");
  await page.keyboard.press("Enter");
  await chooseItem(page, "Remove from group");
  const asked = page.getByRole("alertdialog");
  await pressUntilFocused(page, "Tab", asked.getByRole("button", { name: "Remove" }));
  await page.keyboard.press("Enter");
  await expect(chat.news("You removed Cyd")).toBeVisible();
});

test("#121 #127 C, by keyboard: writing both ways, editing, deleting", async ({ world, arrive }) => {
  const { id } = await (await world.person("Ada")).dmWith(await world.person("Bob"));
  const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
  await ada.chat.open(id);
  await bob.chat.open(id);
  await say(ada.page, "Good morning, Bob");
  await expect(bob.chat.message("Good morning, Bob")).toBeVisible();
  await say(bob.page, "Good mroning, Ada");
  await expect(ada.chat.message("Good mroning, Ada")).toBeVisible();

  await bob.page.bringToFront();
  await bob.page.keyboard.press("ArrowUp");
  await expect(bob.page.getByRole("textbox", { name: "Edit message" })).toBeFocused();
  await bob.page.keyboard.press("Control+a");
  await bob.page.keyboard.type("Good morning, Ada");
  await bob.page.keyboard.press("Enter");
  await expect(ada.chat.message("Good morning, Ada")).toContainText("edited");

  await ada.page.bringToFront();
  await ada.page.keyboard.press("Shift+F6");
  await ada.page.keyboard.press("Home");
  await expect(ada.chat.message("Good morning, Bob")).toBeFocused();
  await ada.page.keyboard.press("Enter");
  await chooseItem(ada.page, "Delete");
  const asked = ada.page.getByRole("alertdialog");
  await pressUntilFocused(ada.page, "Tab", asked.getByRole("button", { name: "Delete" }));
  await ada.page.keyboard.press("Enter");
  await expect(bob.chat.deletedMessages).toHaveCount(1);
});

test("#127 D and E, by keyboard: what was missed is there and can be read; what is cut off arrives once", async ({
  world,
  arrive,
}) => {
  const bobElsewhere = await world.person("Bob");
  const { id } = await bobElsewhere.dmWith(await world.person("Ada"));
  const ada = await arrive("Ada");
  const network = await cutAroundSend(ada.page, "before it is answered");
  await ada.chat.open(id);
  await say(ada.page, "before");
  await expect(ada.chat.message("before", "confirmed")).toBeVisible();
  await goOffline(ada);
  for (let count = 1; count <= 5; count += 1) await bobElsewhere.say(id, `missed ${count}`);
  await say(ada.page, "written offline");
  await expect(ada.chat.message("written offline", "queued")).toBeVisible();
  await ada.context.setOffline(false);
  await expect(ada.chat.message("written offline", "confirmed")).toBeVisible();
  const missed = ["missed 1", "missed 2", "missed 3", "missed 4", "missed 5"];
  expect(await ada.chat.texts()).toEqual(["before", ...missed, "written offline"]);

  network.cutNextSend();
  await say(ada.page, "through thick");
  await say(ada.page, "and thin");
  await expect(ada.chat.message("and thin", "confirmed")).toBeVisible();
  expect(await ada.chat.texts()).toEqual(["before", ...missed, "written offline", "through thick", "and thin"]);
  expect(network.cuts()).toBe(1);

  await ada.page.keyboard.press("Shift+F6");
  await ada.page.keyboard.press("Home");
  for (const text of ["before", ...missed]) {
    await expect(ada.chat.message(text)).toBeFocused();
    await ada.page.keyboard.press("ArrowDown");
  }
});
