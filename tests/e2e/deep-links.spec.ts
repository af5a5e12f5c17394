/** Addresses that lead to a message. */
import type { Locator } from "@playwright/test";
import { expect, test } from "./behaviour.ts";

/** How far the middle of a row is from the middle of the view, in pixels. */
function fromMiddle(row: Locator): Promise<number> {
  return row.evaluate((element) => {
    const view = element.closest("[role=list]")?.parentElement?.getBoundingClientRect();
    const { top, height } = element.getBoundingClientRect();
    return view === undefined ? Number.NaN : Math.abs(top + height / 2 - (view.top + view.height / 2));
  });
}

test("#19 #12 a link opens the history around its message, in the middle, and shows which; the pill leads back", async ({
  arrive,
  person,
}) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  const ids: string[] = [];
  for (let index = 0; index < 180; index += 1) ids.push((await ben.say(id, `number ${index}`)).messageId);
  await ada.page.goto("about:blank");
  await ada.chat.open();
  const address = new URL(`/chat?c=${id}&m=${ids[30]}`, ada.page.url()).href;
  await ada.page.goto(address);
  const row = ada.chat.message("number 30");
  await expect(row).toBeVisible();
  await expect(row).toHaveAttribute("data-flashed");
  expect(await fromMiddle(row)).toBeLessThanOrEqual(2);
  await expect(row).not.toHaveAttribute("data-flashed", { timeout: 4_000 });
  expect(await fromMiddle(row)).toBeLessThanOrEqual(2);
  await ada.page.getByRole("button", { name: /Jump to latest|New messages/ }).click();
  await expect(ada.chat.message("number 179")).toBeInViewport();
  const left = await ada.chat.list.evaluate(({ parentElement: view }) =>
    view === null ? Number.NaN : view.scrollHeight - view.scrollTop - view.clientHeight,
  );
  expect(left).toBeLessThanOrEqual(1);
  await ben.say(id, "newest");
  await expect(ada.chat.message("newest")).toBeInViewport();
});

test("#20 a link to a message that was deleted, or that is unknown, says so", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  const { messageId } = await ben.say(id, "gone soon");
  await ben.say(id, "still here");
  await ben.call("DELETE /conversations/:id/messages/:messageId", `/conversations/${id}/messages/${messageId}`);
  await ada.chat.open();
  const to = (m: string) => new URL(`/chat?c=${id}&m=${m}`, ada.page.url()).href;
  await ada.page.goto(to(messageId));
  await expect(ada.page.getByText("was deleted")).toBeVisible();
  await expect(ada.chat.message("still here")).toBeVisible();
  await ada.page.goto(to(crypto.randomUUID()));
  await expect(ada.page.getByText("is not in this conversation")).toBeVisible();
  await expect(ada.chat.message("still here")).toBeVisible();
});
