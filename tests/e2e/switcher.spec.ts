/** Finding by typing: conversations, people, groups and commands, from wherever one is. */
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";

const field = (page: Page) => page.getByRole("combobox", { name: "Name of a person or group" });
const options = (page: Page) => page.getByRole("dialog", { name: "Find a conversation" }).getByRole("option");

/** As on a slow machine: what waits for the next picture waits until the returned function is called. */
async function holdPictures(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(() => {
    const { requestAnimationFrame } = window;
    const callbacks: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => callbacks.push(callback);
    return () => {
      window.requestAnimationFrame = requestAnimationFrame;
      for (const callback of callbacks) requestAnimationFrame(callback);
    };
  });
  return () => held.evaluate((show) => show());
}

test("#77 Ctrl+K opens from the composer, forgives accents and slips, and Escape leads back to the caret", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  for (const title of ["Élodie's garden", "Book club", "Lunch"]) await me.groupWith(title);
  const { id } = await me.dmWith(await person("José Marti"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.fill("half a sentence");
  await chat.composer.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 6));
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await field(page).fill("elodie");
  await expect(options(page)).toHaveText([/Élodie's garden/]);
  await field(page).fill("jose");
  await expect(options(page).first()).toHaveText(/José Marti/);
  await field(page).fill("book culb");
  await expect(options(page).first()).toHaveText(/Book club/);
  await page.keyboard.press("Escape");
  await expect(chat.composer).toBeFocused();
  await expect(chat.composer).toHaveValue("half a sentence");
  const selection = await chat.composer.evaluate((area: HTMLTextAreaElement) => [
    area.selectionStart,
    area.selectionEnd,
  ]);
  expect(selection).toEqual([4, 6]);

  await page.keyboard.press("Control+k");
  await field(page).fill("lunch");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Lunch" })).toBeVisible();
  await expect(chat.composer).toBeFocused();
});

test("#46 #77 what is typed right after Enter goes into the conversation that was chosen", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  await me.groupWith("Lunch");
  const { id } = await me.dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.fill("half a sentence");
  await page.keyboard.press("Control+k");
  await field(page).fill("lunch");
  await expect(options(page)).toHaveText([/Lunch/]);
  const showPictures = await holdPictures(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("at noon?");
  await showPictures();
  await expect(page.getByRole("textbox", { name: "Message Lunch" })).toHaveValue("at noon?");
  await expect(options(page)).toHaveCount(0);
  await expect(chat.composer).toBeFocused();

  await page.keyboard.press("Control+k");
  await field(page).fill("lunch");
  await expect(options(page)).toHaveText([/Lunch/]);
  const showAgain = await holdPictures(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type(" Or one?");
  await showAgain();
  await expect(options(page)).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Message Lunch" })).toHaveValue("at noon? Or one?");
  await chat.row("Ben").click();
  await expect(chat.composer).toHaveValue("half a sentence");
});

test("#77 with nothing typed the unread come first, then the recent ones; signs narrow what is found", async ({
  arrive,
  person,
}) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const group = await me.groupWith("Quiet corner", ben);
  const dm = await me.dmWith(ben);
  await me.groupWith("Lunch");
  await ben.say(group.id, "over here");
  await me.say(dm.id, "newest of all");
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await expect(chat.row("Quiet corner")).toContainText("1 unread");
  await page.keyboard.press("Control+k");
  await expect(options(page)).toHaveText([/Quiet corner/, /Ben/, /Lunch/]);
  await field(page).fill("@");
  await expect(options(page)).toHaveText([/Ben/]);
  await field(page).fill("#");
  await expect(options(page)).toHaveText([/Quiet corner/, /Lunch/]);
  await field(page).fill("?");
  await expect(options(page)).toHaveText([/Conversations and commands/, /People/, /Groups/, /Commands/]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue(">");
  await field(page).fill(">new gr");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New group" })).toBeVisible();
});

test("#42 #77 full-width signs mean what their narrow ones mean", async ({ arrive, person }) => {
  const me = await person("Ada");
  await me.groupWith("Lunch");
  await me.dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await page.keyboard.press("Control+k");
  await field(page).fill("＠");
  await expect(options(page)).toHaveText([/Ben/]);
  await field(page).fill("＃");
  await expect(options(page)).toHaveText([/Lunch/]);
  await field(page).fill("＞keyb");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

test("#77 a whole e-mail address starts a conversation with somebody new", async ({ arrive, person }) => {
  await person("Ben");
  const { page, chat } = await arrive("Ada");
  const { email } = await person("Ben");
  await chat.open();
  await page.keyboard.press("Control+k");
  await field(page).fill(email);
  await expect(options(page)).toHaveText([/Start a conversation with Ben/]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ben" })).toBeVisible();
  await expect(chat.composer).toBeFocused();
});

test("#77 messages on this device are found too", async ({ arrive, person }) => {
  const [me, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await me.groupWith("Lunch", ben);
  await me.groupWith("Book club");
  await ben.say(id, "The café by the river");
  const { page, chat } = await arrive("Ada");
  await chat.open();
  await expect(chat.row("Lunch")).toContainText("river");
  await chat.select("Lunch");
  await expect(chat.message("The café by the river")).toBeVisible();
  await chat.select("Book club");
  await page.keyboard.press("Control+k");
  await field(page).fill("cafe river");
  await expect(options(page)).toHaveText([/Ben: The café by the river/]);
  await page.keyboard.press("Enter");
  await expect(chat.message("The café by the river")).toBeVisible();
});
