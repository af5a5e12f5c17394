import type { Person } from "@oschat/test-kit";
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";
import { ChatPage } from "./chat-page.ts";
import { keptShell } from "./kept-shell.ts";

/** Keeps every sentence about the connection from now on, however short it stands there. */
async function noteWhatIsSaid(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: string[] = [];
    const look = () => said.push(document.querySelector("main [role=status]")?.textContent ?? "");
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { said });
  });
}

/** Conversations of Ada, each with a message. */
async function converse(ada: Person, others: readonly Person[]): Promise<string[]> {
  const ids: string[] = [];
  for (const other of others) {
    const { id } = await ada.dmWith(other);
    await other.say(id, `from ${other.name}`);
    ids.push(id);
  }
  return ids;
}

test("#103 without a network the chat opens with its list and what was read last; what needs a server says so", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, context, page } = await arrive("Ada");
  const [ben, cleo] = [await person("Ben"), await person("Cleo")];
  const [withBen] = await converse(await person("Ada"), [ben, cleo]);
  await chat.open(withBen);
  await chat.select("Cleo");
  await expect(chat.message("from Cleo")).toBeVisible();
  await chat.select("Ben");
  await keptShell(page);
  await page.close();
  await context.setOffline(true);

  const again = await context.newPage();
  const offline = new ChatPage(again, world.url);
  await offline.open(withBen);
  await expect(offline.message("from Ben")).toBeVisible();
  await expect(offline.row("Cleo")).toContainText("from Cleo");
  await offline.select("Cleo");
  await expect(offline.message("from Cleo")).toBeVisible();

  await again.keyboard.press("Control+k");
  await again.getByRole("combobox").fill("ben");
  await again.keyboard.press("Enter");
  await expect(again.getByRole("heading", { level: 1, name: "Ben" })).toBeVisible();

  await again.getByRole("button", { name: "New message" }).click();
  await again.getByRole("menuitem", { name: "New direct message" }).click();
  await again.getByRole("textbox", { name: "E-mail" }).fill(cleo.email);
  await again.getByRole("button", { name: "Start chat" }).click();
  await expect(again.getByRole("dialog").getByText("The server can't be reached.").first()).toBeVisible();
});

test("#98 #120 two seconds without a connection are said in a line of their own, and that it is back", async ({
  arrive,
  person,
}) => {
  const { chat, context, page } = await arrive("Ada");
  const [id] = await converse(await person("Ada"), [await person("Ben")]);
  await chat.open(id);
  await expect(chat.message("from Ben")).toBeVisible();
  const line = page
    .getByRole("main")
    .getByRole("status")
    .filter({ hasText: /offline|online/ });

  await context.setOffline(true);
  const gone = Date.now();
  await expect(line).toHaveText(/^You're offline\. Messages will go out/);
  expect(Date.now() - gone).toBeGreaterThan(1_900);
  await chat.write("written meanwhile");
  await expect(chat.message("written meanwhile", "queued")).toBeVisible();

  await noteWhatIsSaid(page);
  await context.setOffline(false);
  await expect(line).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toContain("Back online.");
  await expect(chat.message("written meanwhile", "confirmed")).toBeVisible();
});

test("#98 less than two seconds without a connection are not worth a word", async ({ arrive, person }) => {
  const { chat, context, page } = await arrive("Ada");
  const [id] = await converse(await person("Ada"), [await person("Ben")]);
  await chat.open(id);
  await expect(chat.message("from Ben")).toBeVisible();
  await noteWhatIsSaid(page);
  await context.setOffline(true);
  await page.waitForTimeout(700);
  await context.setOffline(false);
  await chat.write("soon");
  await expect(chat.message("soon", "confirmed")).toBeVisible();
  await page.waitForTimeout(2_000);
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said.filter((sentence) => /offline|online/.test(sentence))).toEqual([]);
});
