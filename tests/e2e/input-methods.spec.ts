/** Keys that belong to an input method: they never send, pick or close. */
import { expect, test } from "./behaviour.ts";
import { pressInSafarisOrder, startInputMethod } from "./input-method.ts";

test("#41 #42 in the composer no key of an input method sends or picks, in Chromium's order and in Safari's", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await expect(chat.composer).toBeFocused();
  const method = await startInputMethod(page);
  await method.compose("にほん");
  await method.pressItsKeys();
  await expect(chat.composer).toHaveValue("にほん");
  await expect(chat.composer).toBeFocused();
  await method.commit("日本");
  await pressInSafarisOrder(chat.composer);
  await expect(chat.composer).toHaveValue("日本");
  await expect(chat.list.locator("[data-message]")).toHaveCount(0);

  const emoji = page.getByRole("listbox", { name: "Matching emoji" });
  await chat.composer.fill("");
  await method.compose("：smi");
  await expect(emoji).toBeVisible();
  await method.pressItsKeys();
  await pressInSafarisOrder(chat.composer);
  await expect(emoji, "nothing was picked, nothing closed").toBeVisible();
  await expect(chat.composer).toHaveValue("：smi");
  await method.commit("：smi");
  await page.keyboard.press("Enter");
  await expect(chat.composer).toHaveValue("😄 ");
  await page.keyboard.press("Enter");
  await expect(chat.message("😄", "confirmed")).toBeVisible();
});

test("#41 in the edit box no key of an input method saves or cancels", async ({ arrive, person }) => {
  const me = await person("Ada");
  const { id } = await me.dmWith(await person("Ben"));
  await me.say(id, "before");
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await expect(chat.message("before")).toBeVisible();
  await chat.composer.press("ArrowUp");
  const editor = page.getByRole("textbox", { name: "Edit message" });
  await expect(editor).toBeFocused();
  const method = await startInputMethod(page);
  await method.compose("にほん");
  await method.pressItsKeys();
  await pressInSafarisOrder(editor);
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue("beforeにほん");
  await method.commit("日本");
  await page.keyboard.press("Enter");
  await expect(chat.message("before日本")).toBeVisible();
});

test("#41 in the switcher and in dialogs no key of an input method goes anywhere or closes", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  await me.groupWith("日本の旅");
  await me.groupWith("Lunch");
  const { page, chat } = await arrive("Ada");
  await chat.open();
  const method = await startInputMethod(page);
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Name of a person or group" });
  await expect(field).toBeFocused();
  await method.compose("にほん");
  await method.pressItsKeys();
  await pressInSafarisOrder(field);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("にほん");
  await method.commit("日本");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "日本の旅" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await field.fill(">new group");
  await page.keyboard.press("Enter");
  const title = page.getByRole("textbox", { name: "Group name" });
  await expect(title).toBeFocused();
  await method.compose("にほん");
  await method.pressItsKeys();
  await pressInSafarisOrder(title);
  await expect(page.getByRole("dialog", { name: "New group" })).toBeVisible();
  await expect(title).toHaveValue("にほん");
});
