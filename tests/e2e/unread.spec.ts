/** What is unread, what calls for attention, and what all tabs and devices of a person agree on. */
import type { Person } from "@oschat/test-kit";
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";
import type { Visitor } from "./visitor.ts";

const MENU = { name: /^More about / } as const;

/** Ada looks at her list, and Ben has written to her. */
async function unreadDm(
  { arrive, person, addressOf }: { arrive: (name: string) => Promise<Visitor>; person: PersonOf; addressOf: AddressOf },
  texts: readonly string[] = ["one", "two", "three"],
) {
  const ada = await arrive("Ada");
  await ada.chat.open();
  const ben = await person("Ben");
  const { id } = await ben.call("POST /conversations/dm", "/conversations/dm", { email: addressOf("Ada") });
  for (const text of texts) await ben.say(id, text);
  await expect(ada.chat.row("Ben")).toContainText(`${texts.length} unread`);
  return { ada, ben, id };
}
type PersonOf = (name: string) => Promise<Person>;
type AddressOf = (name: string) => string;

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("link")
    .filter({ hasText: name })
    .click({ button: "right" });
  await page.getByRole("menuitem", { name: action }).click();
}

const iconOf = (page: Page) => page.locator('link[rel="icon"]').getAttribute("href");

test("#89 #92 the title and the icon count what is unread, until it is read in any tab", async ({
  arrive,
  person,
  addressOf,
}) => {
  const { ada } = await unreadDm({ arrive, person, addressOf });
  await expect(ada.page).toHaveTitle("(3) oschat");
  expect(await iconOf(ada.page)).toBe("/icon-unread.svg");
  const other = await ada.anotherTab();
  await other.open();
  await other.select("Ben");
  await expect(other.page).toHaveTitle("oschat");
  await expect(ada.page).toHaveTitle("oschat");
  await expect.poll(() => iconOf(ada.page)).toBe("/icon.svg");
});

test("#90 the installed app's badge is the same number", async ({ arrive, person, addressOf }) => {
  const ada = await arrive("Ada");
  await ada.page.addInitScript(() => {
    const badge: unknown[] = [];
    Object.assign(window, { badge });
    Object.assign(navigator, {
      setAppBadge: async (count: number) => void badge.push(count),
      clearAppBadge: async () => void badge.push(0),
    });
  });
  await ada.chat.open();
  const ben = await person("Ben");
  const { id } = await ben.call("POST /conversations/dm", "/conversations/dm", { email: addressOf("Ada") });
  await ben.say(id, "one");
  await ben.say(id, "two");
  await expect(ada.page).toHaveTitle("(2) oschat");
  const shown = () => ada.page.evaluate(() => (window as unknown as { badge: number[] }).badge.at(-1));
  expect(await shown()).toBe(2);
  await ada.chat.select("Ben");
  await expect(ada.page).toHaveTitle("oschat");
  expect(await shown()).toBe(0);
});

test("#84 #86 a muted conversation says so, counts quietly, and not in the badge, on every device", async ({
  arrive,
  person,
  addressOf,
}) => {
  const { ada, ben, id } = await unreadDm({ arrive, person, addressOf });
  const phone = await arrive("Ada");
  await phone.chat.open();
  await choose(ada.page, "Ben", "Mute");
  for (const { chat, page } of [ada, phone]) {
    await expect(chat.row("Ben")).toContainText("Muted");
    await expect(chat.row("Ben")).toContainText("3 unread");
    await expect(page).toHaveTitle("oschat");
  }
  await ben.say(id, "four");
  await expect(ada.chat.row("Ben")).toContainText("4 unread");
  await expect(ada.page).toHaveTitle("oschat");
  await choose(phone.page, "Ben", "Unmute");
  await expect(ada.page).toHaveTitle("(4) oschat");
  await expect(ada.chat.row("Ben")).not.toContainText("Muted");
});

test("#95 marked as unread survives a reload, other tabs and my next glance, until I leave and come back", async ({
  arrive,
  person,
  addressOf,
}) => {
  const { ada } = await unreadDm({ arrive, person, addressOf });
  const ben = ada.chat.row("Ben");
  await ada.chat.select("Ben");
  await expect(ben).not.toContainText("unread");
  await choose(ada.page, "Ben", "Mark as unread");
  await expect(ben).toContainText("1 unread");

  const other = await ada.anotherTab();
  await other.open();
  await expect(other.row("Ben")).toContainText("1 unread");
  await other.page.close();

  await ada.page.reload();
  await expect(ada.chat.list).toBeVisible();
  await expect(ada.page).toHaveTitle("(1) oschat");
  await ada.page.bringToFront();
  await ada.page.waitForTimeout(1_200);
  await expect(ben).toContainText("1 unread");

  await ada.page.goto(new URL("/chat", ada.page.url()).href);
  await expect(ben).toContainText("1 unread");
  await ada.chat.select("Ben");
  await expect(ben).not.toContainText("unread");
  await expect(ada.page).toHaveTitle("oschat");
});

test("#95 an answer takes the mark away, and so does the menu", async ({ arrive, person, addressOf }) => {
  const { ada } = await unreadDm({ arrive, person, addressOf });
  const ben = ada.chat.row("Ben");
  await ada.chat.select("Ben");
  await expect(ben).not.toContainText("unread");
  await choose(ada.page, "Ben", "Mark as unread");
  await expect(ben).toContainText("1 unread");
  await ada.chat.write("an answer");
  await expect(ben).not.toContainText("unread");
  await choose(ada.page, "Ben", "Mark as unread");
  await expect(ben).toContainText("1 unread");
  await choose(ada.page, "Ben", "Mark as read");
  await expect(ben).not.toContainText("unread");
});

test("#91 a page that nobody looks at reads nothing", async ({ arrive, person, addressOf }) => {
  const { ada, ben, id } = await unreadDm({ arrive, person, addressOf });
  await ada.chat.select("Ben");
  await expect(ada.page).toHaveTitle("oschat");
  await ada.page.evaluate(() => {
    document.hasFocus = () => false;
    window.dispatchEvent(new Event("blur"));
  });
  await ben.say(id, "unseen");
  await expect(ada.chat.message("unseen")).toBeVisible();
  await ada.page.waitForTimeout(1_000);
  await expect(ada.page).toHaveTitle("(1) oschat");
  await ada.page.evaluate(() => {
    document.hasFocus = () => true;
    window.dispatchEvent(new Event("focus"));
  });
  await expect(ada.page).toHaveTitle("oschat");
});

test("#92 #106 signing out in one tab leads every tab to the sign-in page", async ({ arrive, person, addressOf }) => {
  const { ada } = await unreadDm({ arrive, person, addressOf });
  await ada.chat.select("Ben");
  const other = await ada.anotherTab();
  await other.open();
  await other.account.click();
  await other.page.getByRole("menuitem", { name: "Sign out" }).click();
  await other.confirm("Sign out");
  await expect(other.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(ada.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(ada.page.getByText("Ben")).toHaveCount(0);
  const kept = () => ada.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(kept).toEqual([]);
});

test("#92 #84 a draft shows in the list of the other tabs, and in their composer, and stays when typed over", async ({
  arrive,
  person,
  addressOf,
}) => {
  const { ada } = await unreadDm({ arrive, person, addressOf });
  await ada.chat.select("Ben");
  const other = await ada.anotherTab();
  await other.open();
  await ada.page.bringToFront();
  await ada.chat.composer.fill("half a sentence");
  await expect(other.row("Ben")).toContainText("Draft: half a sentence");
  await other.page.bringToFront();
  await other.select("Ben");
  await expect(other.composer).toHaveValue("half a sentence");
  await other.composer.fill("a whole sentence");
  await ada.page.bringToFront();
  await expect(ada.chat.composer).toHaveValue("a whole sentence");
});

test("#87 a click with the middle button or with Ctrl opens another tab", async ({ arrive, person, addressOf }) => {
  const { ada, id } = await unreadDm({ arrive, person, addressOf });
  for (const options of [{ button: "middle" }, { modifiers: ["ControlOrMeta"] }] as const) {
    const opening = ada.context.waitForEvent("page");
    await ada.chat.row("Ben").click(options as never);
    const tab = await opening;
    await expect(tab).toHaveURL(new RegExp(`/chat\\?c=${id}$`));
    await tab.close();
  }
  await expect(ada.page).toHaveURL(/\/chat$/);
});

test("#88 leaving a group cannot be undone by who leaves, so it is asked first", async ({
  arrive,
  person,
  addressOf,
}) => {
  const ada = await arrive("Ada");
  await ada.chat.open();
  const ben = await person("Ben");
  await ben.call("POST /conversations/group", "/conversations/group", {
    title: "Orchard",
    memberEmails: [addressOf("Ada")],
  });
  await expect(ada.chat.row("Orchard")).toBeVisible();
  await choose(ada.page, "Orchard", "Leave group");
  await ada.chat.confirm("Cancel");
  await expect(ada.chat.row("Orchard")).toBeVisible();
  await choose(ada.page, "Orchard", "Leave group");
  await ada.chat.confirm("Leave");
  await expect(ada.chat.row("Orchard")).toHaveCount(0);
});

test("#72 #84 the menu of a row opens by mouse, by its own button and by the menu key, and gives the focus back", async ({
  arrive,
  person,
  addressOf,
}) => {
  const { ada } = await unreadDm({ arrive, person, addressOf });
  const { page, chat } = ada;
  const menu = page.getByRole("menu");
  await chat.row("Ben").hover();
  await page.getByRole("button", MENU).click();
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(chat.row("Ben")).toBeFocused();
  await page.keyboard.press("ContextMenu");
  await expect(menu.getByRole("menuitem")).toHaveText(["Mark as read", "Mute", "Open in new tab"]);
  await page.keyboard.press("Escape");
});

test("#83 nothing moves under the pointer when another conversation becomes active", async ({
  arrive,
  person,
  addressOf,
}) => {
  const { ada, ben, id } = await unreadDm({ arrive, person, addressOf });
  const cleo = await person("Cleo");
  const { id: other } = await cleo.call("POST /conversations/dm", "/conversations/dm", { email: addressOf("Ada") });
  await cleo.say(other, "later");
  const rows = ada.page.getByRole("navigation", { name: "Conversations" }).getByRole("link");
  await expect(rows.first()).toContainText("Cleo");
  await ada.chat.row("Cleo").hover();
  const before = await ada.chat.row("Cleo").boundingBox();
  await ben.say(id, "newest");
  await expect(ada.chat.row("Ben")).toContainText("newest");
  expect(await ada.chat.row("Cleo").boundingBox()).toEqual(before);
  await ada.page.mouse.move(900, 400);
  await expect(rows.first()).toContainText("Ben");
});

test("#81 looking at a row fetches its conversation once, before it is opened", async ({
  arrive,
  person,
  addressOf,
}) => {
  const { ada, id } = await unreadDm({ arrive, person, addressOf });
  const asked: string[] = [];
  ada.page.on("request", (request) => {
    if (request.url().includes(`/conversations/${id}/messages`)) asked.push(request.url());
  });
  // Nothing is fetched ahead before the connection is there.
  const look = async () => {
    await ada.page.mouse.move(900, 400);
    await ada.chat.row("Ben").hover();
    return asked.length;
  };
  await expect.poll(look).toBe(1);
  await ada.page.mouse.move(900, 400);
  await ada.chat.row("Ben").hover();
  await ada.chat.select("Ben");
  await expect(ada.chat.message("three")).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("#34 who is put out of a group while texts wait is told why, and gets the texts", async ({
  arrive,
  person,
  addressOf,
}) => {
  const ada = await arrive("Ada");
  const ben = await person("Ben");
  const { id } = await ben.call("POST /conversations/group", "/conversations/group", {
    title: "Orchard",
    memberEmails: [addressOf("Ada")],
  });
  await ada.chat.open(id);
  await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ada.context.setOffline(true);
  await ada.chat.write("never to be lost");
  await expect(ada.chat.message("never to be lost", "queued")).toBeVisible();
  const { user } = await (await person("Ada")).call("GET /auth/verify", "/auth/verify");
  await ben.call("DELETE /conversations/:id/members/:userId", `/conversations/${id}/members/${user.id}`);
  await ada.context.setOffline(false);
  const notice = ada.page.getByRole("navigation").getByText("You are no longer in Orchard, so this was not sent:");
  await expect(notice).toBeVisible();
  await ada.page.getByRole("button", { name: "Copy text" }).first().click();
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe("never to be lost");
  await ada.page.getByRole("button", { name: "Dismiss" }).first().click();
  await expect(notice).toHaveCount(0);
});
