/** Going from view to view: what is shown at once, what the address keeps, what a closed conversation says. */
import { expect, test } from "./behaviour.ts";

test("#80 a conversation this device holds opens without skeleton; another shows one only after a moment", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  for (const title of ["Never opened", "Two", "One"]) await me.say((await me.groupWith(title)).id, `in ${title}`);
  const { page, chat } = await arrive("Ada");
  await chat.open();
  for (const title of ["Two", "One"]) {
    await chat.row(title).press("Enter");
    await expect(chat.message(`in ${title}`)).toBeVisible();
  }
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      if (document.querySelector("main")?.textContent?.includes("Loading messages")) seen.push("skeleton");
    }).observe(document.body, { childList: true, subtree: true });
  });
  for (const [key, title] of [
    ["Alt+ArrowDown", "Two"],
    ["Alt+ArrowUp", "One"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(chat.message(`in ${title}`)).toBeVisible();
  }
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);

  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/conversations\/[^/]+(\/messages.*)?$/, async (route) => {
    await answered;
    await route.continue();
  });
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const status = [...document.querySelectorAll("main [role=status]")].find(
        ({ textContent }) => textContent === "Loading messages",
      );
      const bone = status?.parentElement?.querySelector("[aria-hidden=true]");
      if (bone === null || bone === undefined) return;
      observer.disconnect();
      document.documentElement.dataset.firstOpacity = getComputedStyle(bone).opacity;
    }).observe(document.body, { childList: true, subtree: true });
  });
  await chat.row("Never opened").press("Enter");
  await expect(page.getByText("Loading messages")).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.dataset.firstOpacity)).toBe("0");
  answer();
  await expect(chat.message("in Never opened")).toBeVisible();
});

test("#82 back, forward and reload restore conversation and details; the switcher is no place in the history", async ({
  arrive,
  person,
}) => {
  const me = await person("Ada");
  for (const title of ["Two", "One"]) await me.groupWith(title);
  const { page, chat } = await arrive("Ada");
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  const details = page.getByRole("complementary", { name: "Details" });
  await chat.open();
  await chat.select("One");
  await chat.openDetails();
  await page.reload();
  await expect(heading("One")).toBeVisible();
  await expect(details).toBeVisible();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(heading("Two")).toBeVisible();

  const before = await page.evaluate(() => history.length);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await page.evaluate(() => history.length)).toBe(before);

  await page.goBack();
  await expect(heading("One")).toBeVisible();
  await expect(details).toBeVisible();
  await page.goBack();
  await expect(details).toHaveCount(0);
  await page.goForward();
  await page.goForward();
  await expect(heading("Two")).toBeVisible();
});

test("#60 who is removed while writing is told why they cannot write, and keeps the text", async ({
  arrive,
  person,
}) => {
  const [owner, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await owner.groupWith("Lunch", ben);
  const { page, chat } = await arrive("Ben");
  await chat.open(id);
  await chat.composer.pressSequentially("almost said");
  await owner.call("DELETE /conversations/:id/members/:userId", `/conversations/${id}/members/${ben.id}`);
  const kept = page.getByRole("textbox", { name: "What you were writing" });
  await expect(kept).toHaveValue("almost said");
  await expect(kept).not.toBeEditable();
  await expect(kept).toHaveAccessibleDescription(/You are no longer in this conversation, so you can't write here/);
});
