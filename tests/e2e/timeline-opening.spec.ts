/** Where a conversation opens, and that nothing is seen of the way there. */
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";
import { eyeOf, fill, placeOf, positionOf, spreadOf, untilCalm, watchPainted, wheel } from "./timeline-stage.ts";

test("#1 #2 with unread messages it opens at the first of them, a third from the top, without any scrolling seen", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90, unread: 30, readerId: ada.id });
  await chat.open();
  const places = await watchPainted(page, "[data-unread-line]");
  await chat.select("Ben");
  await untilCalm(chat.list);
  const { height } = await positionOf(chat.list);
  expect(Math.abs((await placeOf(chat.list, "[data-unread-line]")) - height / 3)).toBeLessThanOrEqual(1);
  await expect(chat.list.locator('[data-seq="61"]')).toBeInViewport();
  await expect.poll(async () => (await places()).length).toBeGreaterThan(3);
  expect(spreadOf(await places())).toBeLessThanOrEqual(1);
});

test("#1 #2 with more unread than a page holds it opens at the first of them all the same", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 200, unread: 120, readerId: ada.id });
  await chat.open();
  const places = await watchPainted(page, "[data-unread-line]");
  await chat.open(id);
  await untilCalm(chat.list);
  const { height } = await positionOf(chat.list);
  expect(Math.abs((await placeOf(chat.list, "[data-unread-line]")) - height / 3)).toBeLessThanOrEqual(1);
  await expect.poll(async () => (await places()).length).toBeGreaterThan(3);
  expect(spreadOf(await places())).toBeLessThanOrEqual(1);
});

for (const way of ["from an empty device", "from what the device holds", "from the list"] as const) {
  test(`#1 #2 with nothing unread it opens at its end, ${way}, without any scrolling seen`, async ({
    arrive,
    person,
    world,
  }) => {
    const { chat, page } = await arrive("Ada");
    const [ada, ben] = [await person("Ada"), await person("Ben")];
    const { id } = await ada.dmWith(ben);
    await fill(world, id, ben.id, { count: 90 });
    await chat.open(way === "from what the device holds" ? id : undefined);
    const places = await watchPainted(page, '[data-seq="90"]');
    if (way === "from the list") await chat.select("Ben");
    else await chat.open(id);
    await untilCalm(chat.list);
    expect((await positionOf(chat.list)).toEnd).toBeLessThanOrEqual(1);
    await expect.poll(async () => (await places()).length).toBeGreaterThan(3);
    expect(spreadOf(await places())).toBeLessThanOrEqual(1);
  });
}

test("#21 coming back to a conversation shows what was shown when it was left", async ({ arrive, person, world }) => {
  const { chat } = await arrive("Ada");
  const ada = await person("Ada");
  for (const name of ["Ben", "Cleo"]) {
    const other = await person(name);
    const { id } = await ada.dmWith(other);
    await fill(world, id, other.id, { count: 90 });
  }
  await chat.open();
  await chat.select("Ben");
  await wheel(chat.list, -700);
  const seq = await eyeOf(chat.list);
  const before = await placeOf(chat.list, seq);
  await chat.select("Cleo");
  await untilCalm(chat.list);
  expect((await positionOf(chat.list)).toEnd).toBeLessThanOrEqual(1);
  await chat.select("Ben");
  await untilCalm(chat.list);
  expect(Math.abs((await placeOf(chat.list, seq)) - before)).toBeLessThanOrEqual(1);
});

test("#2 #80 coming back with the same rows in the same width, it stands where it was at once, and is measured anew in another", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const ada = await person("Ada");
  for (const name of ["Ben", "Cleo"]) {
    const other = await person(name);
    const { id } = await ada.dmWith(other);
    await fill(world, id, other.id, { count: 90 });
  }
  await chat.open();
  await chat.select("Ben");
  await wheel(chat.list, -700);
  const leaveAndComeBack = async (meanwhile = async () => {}) => {
    const seq = await eyeOf(chat.list);
    const before = await placeOf(chat.list, seq);
    await chat.select("Cleo");
    await meanwhile();
    await untilCalm(chat.list);
    const wasHidden = await watchHiding(page);
    await chat.select("Ben");
    await untilCalm(chat.list);
    return { isHidden: await wasHidden(), moved: Math.abs((await placeOf(chat.list, seq)) - before) };
  };
  const atOnce = await leaveAndComeBack();
  expect(atOnce.isHidden).toBe(false);
  expect(atOnce.moved).toBeLessThanOrEqual(1);
  const anew = await leaveAndComeBack(() => page.setViewportSize({ width: 1000, height: 800 }));
  expect(anew.isHidden).toBe(true);
  const again = await leaveAndComeBack();
  expect(again.isHidden).toBe(false);
  expect(again.moved).toBeLessThanOrEqual(1);
});

/** Whether a list of messages is unseen from now on while its place is sought. */
async function watchHiding(page: Page): Promise<() => Promise<boolean>> {
  const seen = await page.evaluateHandle(() => {
    const found = { isHidden: false };
    const look = () => {
      const scrollers = document.querySelectorAll<HTMLElement>("main div[role=presentation]");
      if ([...scrollers].some(({ style }) => style.visibility === "hidden")) found.isHidden = true;
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    return found;
  });
  return () => seen.evaluate(({ isHidden }) => isHidden);
}
