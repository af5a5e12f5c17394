/** Somebody signs in anew and has another name: who sees them sees it, without asking and without a reload. */
import { expect, test } from "./behaviour.ts";

test("#74 a new name shows at once in list, header, messages, members and one's own menu", async ({
  arrive,
  person,
  addressOf,
  world,
}) => {
  const ada = await arrive("Ada");
  const ben = await arrive("Ben");
  const benElsewhere = await person("Ben");
  const { id: group } = await benElsewhere.groupWith("Garden", await person("Ada"));
  const { id: dm } = await benElsewhere.dmWith(await person("Ada"));
  await benElsewhere.say(group, "in the group");
  await benElsewhere.say(dm, "between us");

  await ben.chat.open(group);
  await ada.chat.open(dm);
  await expect(ada.chat.message("between us")).toHaveAttribute("aria-label", /Ben/);
  await expect(ada.page.getByRole("heading", { level: 1, name: "Ben" })).toBeVisible();
  const details = await ada.chat.openDetails();
  await expect(details.getByText("Ben", { exact: true })).toBeVisible();
  await ada.page.evaluate(() => Object.assign(window, { isSamePage: true }));

  await world.person("Benedikta", addressOf("Ben"));

  await expect(ada.chat.row("Benedikta")).toHaveCount(2);
  await expect(ada.page.getByRole("heading", { level: 1, name: "Benedikta" })).toBeVisible();
  await expect(ada.chat.message("between us")).toHaveAttribute("aria-label", /Benedikta/);
  await expect(ada.chat.list.locator("[data-message]").getByText("Benedikta", { exact: true })).toBeVisible();
  await expect(details.getByText("Benedikta", { exact: true })).toBeVisible();
  await expect(ada.chat.composer).toHaveAccessibleName(/Benedikta/);
  await expect(ben.page.getByRole("button", { name: "Account: Benedikta" })).toBeVisible();
  await expect(ben.chat.list.locator("[data-message]").getByText("Benedikta", { exact: true })).toBeVisible();
  await ada.chat.select("Garden");
  await expect(details.getByRole("listitem").filter({ hasText: "Benedikta" })).toHaveCount(1);
  await expect(ada.chat.message("in the group")).toHaveAttribute("aria-label", /Benedikta/);
  expect(await ada.page.evaluate(() => "isSamePage" in window)).toBe(true);

  await ada.page.reload();
  await expect(ada.chat.row("Benedikta")).toHaveCount(2);
  await expect(ada.chat.message("in the group")).toHaveAttribute("aria-label", /Benedikta/);
});
