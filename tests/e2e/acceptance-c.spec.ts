/** Acceptance criterion C: real-time messaging. */
import type { ChatPage } from "./chat-page.ts";
import { expect, test } from "./journey.ts";

/** Makes a reload visible: what is noted in the page does not survive one. */
async function noteInPage({ page }: ChatPage): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(window, { hasNotReloaded: true }));
  return () => page.evaluate(() => "hasNotReloaded" in window);
}

test("C: [O2] a message reaches the other person and the sender's second tab at once, without a reload", async ({
  world,
  arrive,
}) => {
  const { id } = await (await world.person("Ada")).dmWith(await world.person("Bob"));
  const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
  const screens = [ada.chat, await ada.anotherTab(), bob.chat];
  for (const screen of screens) await screen.open(id);
  const notes = await Promise.all(screens.map(noteInPage));

  await ada.chat.write("Good morning, Bob");
  for (const screen of screens) await expect(screen.message("Good morning, Bob", "confirmed")).toBeVisible();
  await bob.chat.write("Good morning, Ada");
  for (const screen of screens) await expect(screen.message("Good morning, Ada", "confirmed")).toBeVisible();

  for (const screen of screens) expect(await screen.texts()).toEqual(["Good morning, Bob", "Good morning, Ada"]);
  expect(await Promise.all(notes.map((hasStayed) => hasStayed()))).toEqual([true, true, true]);
});

test("C: [P1] who is typing is shown to the other, and no longer once the message is sent", async ({
  world,
  arrive,
}) => {
  const { id } = await (await world.person("Ada")).dmWith(await world.person("Bob"));
  const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
  await ada.chat.open(id);
  await bob.chat.open(id);
  const sign = bob.page.getByText("Ada is typing", { exact: true });

  await ada.chat.composer.pressSequentially("Just a moment");
  await expect(sign).toBeVisible();
  await expect(ada.page.getByText(/is typing/)).toHaveCount(0);
  await ada.chat.composer.press("Enter");
  await expect(bob.chat.message("Just a moment")).toBeVisible();
  await expect(sign).toHaveCount(0);
});

test("C: [S1] an edit and a deletion show at once on every screen, and the place stays", async ({ world, arrive }) => {
  const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
  const writer = await world.person("Ada");
  const { id } = await writer.dmWith(await world.person("Bob"));
  for (const text of ["one", "too", "three"]) await writer.say(id, text);
  const screens = [ada.chat, await ada.anotherTab(), bob.chat];
  for (const screen of screens) {
    await screen.open(id);
    await expect(screen.message("three")).toBeVisible();
  }

  await ada.page.bringToFront();
  await ada.chat.act("too", "Edit");
  const editor = ada.page.getByRole("textbox", { name: "Edit message" });
  await editor.fill("two");
  await editor.press("Enter");
  for (const screen of screens) {
    await expect(screen.message("two")).toContainText("edited");
    expect(await screen.texts()).toEqual(["one", "two", "three"]);
  }

  await ada.chat.act("three", "Delete");
  await ada.chat.confirm("Delete");
  for (const screen of screens) {
    await expect(screen.deletedMessages).toHaveCount(1);
    await expect(screen.message("three")).toHaveCount(0);
  }
});
