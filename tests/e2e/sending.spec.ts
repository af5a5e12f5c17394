/** From Enter to the confirmed message, with everything that can come between. */

import { expect, test } from "./behaviour.ts";
import type { ChatPage } from "./chat-page.ts";
import { goOffline } from "./visitor.ts";
import { startWilfulServer } from "./wilful-server.ts";

const FIVE = ["one", "two", "three", "four", "five"];

/** The element of a message stays the same one. */
async function markRow(chat: ChatPage, text: string): Promise<() => Promise<boolean>> {
  const row = chat.message(text);
  await row.evaluate((element) => element.setAttribute("data-marked", "yes"));
  return async () => (await row.getAttribute("data-marked")) === "yes";
}

test("#28 Enter paints the message in the next frame and leaves the composer empty; five in a row keep their order", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  await chat.open(id);
  await chat.composer.fill("now");
  await page.evaluate(() => {
    const area = document.querySelector("textarea");
    const inNextFrame = new Promise((resolve) =>
      area?.addEventListener("keydown", () =>
        requestAnimationFrame(() => {
          const shown = [...document.querySelectorAll("[data-message]")].at(-1);
          const box = shown?.getBoundingClientRect();
          resolve({
            isThere: shown?.getAttribute("aria-label")?.includes(": now. "),
            isInView: box !== undefined && box.bottom <= (area?.getBoundingClientRect().top ?? 0),
            composer: area?.value,
            hasFocus: document.activeElement === area,
          });
        }),
      ),
    );
    Object.assign(window, { inNextFrame });
  });
  await page.keyboard.press("Enter");
  const seen = await page.evaluate(() => (window as unknown as { inNextFrame: Promise<unknown> }).inNextFrame);
  expect(seen).toEqual({ isThere: true, isInView: true, composer: "", hasFocus: true });

  for (const text of FIVE) {
    await page.keyboard.insertText(text);
    await page.keyboard.press("Enter");
  }
  await expect(chat.message("five", "confirmed")).toBeVisible();
  expect(await chat.texts()).toEqual(["now", ...FIVE]);
});

test("#29 #31 #32 #33 what is written offline is counted, told apart in words, survives a reload, can be taken back, and keeps its row until it is confirmed", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const ada = await arrive("Ada");
  const { page, chat } = ada;
  await chat.open(id);
  await chat.write("before");
  await expect(chat.message("before", "confirmed")).toHaveAccessibleName(/, sent$/);
  await goOffline(ada);
  for (const text of ["first", "not this one", "last"]) await chat.write(text);
  await expect(chat.message("first", "queued")).toHaveAccessibleName(/waiting to be sent/);
  await expect(page.getByText("3 messages will be sent when you're back online.")).toBeVisible();

  await chat.message("not this one").hover();
  await chat.message("not this one").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("2 messages will be sent when you're back online.")).toBeVisible();

  const isSameRow = await markRow(chat, "last");
  await ada.context.setOffline(false);
  await expect(chat.message("last", "confirmed")).toBeVisible();
  expect(await isSameRow(), "the row is the same element").toBe(true);
  expect(await chat.texts()).toEqual(["before", "first", "last"]);
  await expect(page.getByText("will be sent when")).toHaveCount(0);
});

test("#32 written offline, the page reloaded: still queued, then sent once and in order", async ({
  arrive,
  person,
}) => {
  const ben = await person("Ben");
  const { id } = await (await person("Ada")).dmWith(ben);
  const ada = await arrive("Ada");
  const network = await startWilfulServer(ada.page);
  await ada.chat.open(id);
  await expect(ada.chat.composer).toBeFocused();
  // The server does not answer from here on, as on a network that only looks sound.
  network.withhold("message:send");
  for (const text of FIVE) await ada.chat.write(text);
  await expect.poll(() => ada.chat.kept("outbox")).toHaveLength(FIVE.length);
  await ada.page.reload();
  await expect(ada.chat.message("five")).toBeVisible();
  await expect(ada.chat.message("five", "confirmed")).toHaveCount(0);
  network.relent();
  await ada.page.reload();
  await expect(ada.chat.message("five", "confirmed")).toBeVisible();
  expect(await ada.chat.texts()).toEqual(FIVE);
});

test("#29 a message that is refused says so, and why, in words; its row is tried again", async ({ arrive, person }) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  const server = await startWilfulServer(page);
  await chat.open(id);
  server.refuse("message:send", { code: "not_allowed", message: "You may not write here." });
  await chat.write("let me in");
  await expect(chat.message("let me in", "failed")).toHaveAccessibleName(/not sent/);
  await expect(chat.message("let me in")).toContainText("You may not write here.");
  await expect(page.getByRole("alert").filter({ hasText: "A message was not sent." })).toHaveCount(1);
  const isSameRow = await markRow(chat, "let me in");
  server.relent();
  await chat.message("let me in").getByRole("button", { name: "Retry" }).first().click();
  await expect(chat.message("let me in", "confirmed")).toBeVisible();
  expect(await isSameRow()).toBe(true);
});

test("#30 sent from two tabs while an answer is lost and tried again: each message once, for everyone", async ({
  arrive,
  person,
}) => {
  const ben = await arrive("Ben");
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const ada = await arrive("Ada");
  const server = await startWilfulServer(ada.page);
  await ada.chat.open(id);
  const other = await ada.anotherTab();
  await other.open(id);
  await ben.chat.open(id);
  server.withhold("message:send");
  await ada.chat.write("from the first tab");
  await expect(ben.chat.message("from the first tab")).toBeVisible();
  await other.write("from the second tab");
  await expect(ben.chat.message("from the second tab")).toBeVisible();
  // What the server kept to itself is lost for good: the page begins anew and sends again.
  await ada.page.reload();
  server.relent();
  await ada.page.reload();
  for (const chat of [ada.chat, other, ben.chat]) {
    await expect(chat.message("from the first tab", "confirmed")).toBeVisible();
    expect((await chat.texts()).sort()).toEqual(["from the first tab", "from the second tab"]);
  }
});

test("#35 a slow message shows a clock after two seconds and a retry after thirty, and is there once", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  const server = await startWilfulServer(page);
  await page.clock.install();
  await chat.open(id);
  await expect(chat.composer).toBeFocused();
  server.withhold("message:send");
  await chat.write("slow");
  const clock = chat.message("slow").getByTitle("Sending");
  const opacity = () => clock.locator("svg").evaluate((icon) => Number(getComputedStyle(icon).opacity));
  expect(await opacity(), "no clock at first").toBe(0);
  await expect.poll(opacity, "then a clock").toBe(1);
  server.relent();
  await expect(chat.message("slow", "confirmed")).toBeVisible();

  const anHour = 3_600_000;
  const busy = { code: "overloaded", message: "The server is busy.", retryable: true, retryAfterMs: anHour };
  server.refuse("message:send", busy);
  await chat.write("slower");
  const retry = chat.message("slower").getByRole("button", { name: "Retry" });
  await expect(chat.message("slower", "queued")).toBeVisible();
  await expect(retry).toHaveCount(0);
  await page.clock.runFor(31_000);
  await expect(retry).toBeVisible();
  const refusedBefore = server.refusals();
  await retry.click();
  await expect.poll(server.refusals, "the click asks again at once").toBeGreaterThan(refusedBefore);
  server.relent();
  await page.clock.fastForward(anHour);
  await expect(chat.message("slower", "confirmed")).toBeVisible();
  await expect(retry).toHaveCount(0);
  expect(await chat.texts()).toEqual(["slow", "slower"]);
});

test("#36 a refused edit and a refused deletion take back only themselves", async ({ arrive, person }) => {
  const me = await person("Ada");
  const { id } = await me.dmWith(await person("Ben"));
  for (const text of ["first", "second"]) await me.say(id, text);
  const { page, chat } = await arrive("Ada");
  const server = await startWilfulServer(page);
  await chat.open(id);
  await expect(chat.message("second")).toBeVisible();
  await chat.act("first", "Edit");
  const editor = page.getByRole("textbox", { name: "Edit message" });
  await editor.fill("first, better");
  await editor.press("Enter");
  await expect(chat.message("first, better", "confirmed")).toBeVisible();

  server.refuse("message:edit", { code: "not_allowed", message: "No more changes." });
  server.refuse("message:delete", { code: "not_allowed", message: "It stays." });
  await chat.act("second", "Edit");
  await editor.fill("second, worse");
  await editor.press("Enter");
  await expect(page.getByText("No more changes.")).toBeVisible();
  await expect(editor, "the text is still there").toHaveValue("second, worse");
  await editor.press("Escape");
  await chat.act("second", "Delete");
  await chat.confirm("Delete");
  await expect(page.getByText("It stays.").first()).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await chat.texts()).toEqual(["first, better", "second"]);
});

test("#39 too many messages: the composer counts down and keeps the text, and the message goes by itself", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { page, chat } = await arrive("Ada");
  const server = await startWilfulServer(page);
  await chat.open(id);
  server.refuse("message:send", {
    code: "rate_limited",
    message: "Too many requests. Wait a moment, then try again.",
    retryable: true,
    retryAfterMs: 4_000,
  });
  await chat.write("hasty");
  const notice = page.getByText("You're sending too quickly.");
  await expect(notice).toBeVisible();
  await expect(notice).toContainText(/Goes on in [1-4] s\./);
  await chat.composer.fill("kept meanwhile");
  server.relent();
  await expect(chat.message("hasty", "confirmed")).toBeVisible();
  await expect(notice).toHaveCount(0);
  await expect(chat.composer).toHaveValue("kept meanwhile");
});
