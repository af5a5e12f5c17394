/** At the end the list follows what comes; above it, nothing pulls the reader, and one click leads back. */
import type { Person } from "@oschat/test-kit";
import { expect, test } from "./behaviour.ts";
import type { ChatPage } from "./chat-page.ts";
import { fill, movedBy, positionOf, untilCalm, wheel } from "./timeline-stage.ts";

const pill = (chat: ChatPage, name: string | RegExp) => chat.page.getByRole("main").getByRole("button", { name });
const toEnd = async (chat: ChatPage) => (await positionOf(chat.list)).toEnd;

async function say(person: Person, id: string, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) await person.say(id, `new ${index}`);
}

test("#8 #11 up to 50 pixels from the end it follows new messages; from further up they are only counted", async ({
  arrive,
  person,
  world,
}) => {
  const { chat } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90 });
  await chat.open(id);
  await untilCalm(chat.list);

  await say(ben, id, 2);
  await expect(chat.message("new 2")).toBeInViewport();
  await untilCalm(chat.list);
  expect(await toEnd(chat)).toBeLessThanOrEqual(1);

  await wheel(chat.list, -40);
  expect(await toEnd(chat)).toBe(40);
  await chat.page.waitForTimeout(200);
  await ben.say(id, "followed");
  await expect(chat.message("followed")).toBeInViewport();
  await untilCalm(chat.list);
  expect(await toEnd(chat)).toBeLessThanOrEqual(1);

  await wheel(chat.list, -700);
  await expect(pill(chat, "Jump to latest")).toBeVisible();
  const moved = await movedBy(chat.list, async () => {
    await say(ben, id, 5);
    await expect(pill(chat, "New messages 5")).toBeVisible();
  });
  expect(moved).toBeLessThanOrEqual(1);
  await pill(chat, "New messages 5").click();
  await untilCalm(chat.list);
  expect(await toEnd(chat)).toBeLessThanOrEqual(1);
  await expect(chat.message("new 5").last()).toBeInViewport();
  await expect(pill(chat, /Jump to latest|New messages/)).toHaveCount(0);
});

test("#11 from far up in a long history one click leads exactly to the end", async ({ arrive, person, world }) => {
  const { chat } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 180 });
  await chat.open(id);
  for (let turn = 0; turn < 8; turn += 1) await wheel(chat.list, -2_000);
  expect(await toEnd(chat)).toBeGreaterThan(5_000);
  await pill(chat, "Jump to latest").click();
  await untilCalm(chat.list);
  expect(await toEnd(chat)).toBeLessThanOrEqual(1);
  await expect(chat.list.locator('[data-seq="180"]')).toBeInViewport();
});

test("#9 whoever begins to move up while messages come in is not taken back to the end", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90 });
  await chat.open(id);
  await wheel(chat.list, -10);
  await wheel(chat.list, 10);
  const stream = say(ben, id, 25);
  for (let turn = 0; turn < 12; turn += 1) {
    await page.mouse.wheel(0, -30);
    await page.waitForTimeout(40);
  }
  await stream;
  await expect(pill(chat, /^New messages/)).toBeVisible();
  await untilCalm(chat.list);
  expect(await toEnd(chat)).toBeGreaterThan(300);
});

test("#10 a message of one's own leads to the end from anywhere", async ({ arrive, person, world }) => {
  const { chat } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90 });
  await chat.open(id);
  await wheel(chat.list, -2_000);
  await chat.write("here I am");
  await expect(chat.message("here I am", "confirmed")).toBeInViewport();
  await untilCalm(chat.list);
  expect(await toEnd(chat)).toBeLessThanOrEqual(1);
});

test("#4 older pages are asked for ahead, so that moving up never meets the top", async ({ arrive, person, world }) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 320 });
  await page.addInitScript(() => {
    const left: number[] = [];
    Object.assign(window, { heightsLeft: left });
    const plainFetch = window.fetch;
    window.fetch = (input, init) => {
      const scroller = document.querySelector("main [role=list]")?.parentElement;
      const address = input instanceof Request ? input.url : String(input);
      if (scroller && /messages\?.*before/.test(address)) left.push(scroller.scrollTop / scroller.clientHeight);
      return plainFetch(input, init);
    };
  });
  await chat.open(id);
  await wheel(chat.list, -100);
  let lowest = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 300; turn += 1) {
    await page.mouse.wheel(0, -250);
    await page.waitForTimeout(30);
    if (await chat.list.getByText("This is the start of").isVisible()) break;
    lowest = Math.min(lowest, (await positionOf(chat.list)).top);
  }
  await expect(chat.list.getByText("This is the start of")).toBeVisible();
  expect(lowest).toBeGreaterThan(0);
  const left = await page.evaluate(() => (window as unknown as { heightsLeft: number[] }).heightsLeft);
  expect(left.length).toBeGreaterThanOrEqual(5);
  expect(Math.min(...left)).toBeGreaterThan(0.5);
});
