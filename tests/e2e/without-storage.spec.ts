import { expect, test } from "./behaviour.ts";

test("#105 a browser that keeps nothing is told about, and everything works from memory", async ({
  arrive,
  person,
}) => {
  const { chat, page } = await arrive("Ada");
  const ben = await person("Ben");
  const { id } = await (await person("Ada")).dmWith(ben);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  await chat.open(id);
  await expect(page.getByRole("status").getByText("This browser keeps nothing at the moment.")).toBeVisible();
  await chat.write("kept in memory");
  await expect(chat.message("kept in memory", "confirmed")).toBeVisible();
  await ben.say(id, "answered");
  await expect(chat.message("answered")).toBeVisible();
});
