import { expect, test } from "./behaviour.ts";

test("#107 a session that has run out is renewed in place; what is being written and what waits goes on", async ({
  arrive,
  person,
  world,
  addressOf,
}) => {
  const { chat, context, page } = await arrive("Ada");
  const ada = await person("Ada");
  const { id } = await ada.dmWith(await person("Ben"));
  await ada.say(id, "before");
  await chat.open(id);
  await expect(chat.message("before")).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByRole("main").getByText("You're offline.")).toBeVisible();
  await chat.write("waits");
  await chat.composer.fill("half a sen");
  await world.database.db
    .updateTable("sessions")
    .set({ expires_at: new Date(Date.now() - 1_000) })
    .where("user_id", "=", ada.id)
    .execute();
  await context.clearCookies();
  await context.setOffline(false);

  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toBeVisible();
  // Behind the dialog, where roles lead nobody.
  await expect(page.locator('[data-message][data-state="queued"]')).toContainText("waits");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Ada");
  await dialog.getByRole("textbox", { name: "E-mail" }).fill(addressOf("Ada"));
  await dialog.getByRole("button", { name: "Sign in" }).click();

  await expect(dialog).toHaveCount(0);
  await expect(chat.message("waits", "confirmed")).toBeVisible();
  await expect(chat.composer).toHaveValue("half a sen");
  expect(await chat.texts()).toEqual(["before", "waits"]);
  expect(new URL(page.url()).searchParams.get("c")).toBe(id);
});
