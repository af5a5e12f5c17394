/** Nothing that happens above the view moves what is read: history, late changes of height, what others change. */
import { expect, test } from "./behaviour.ts";
import { eyeOf, fill, movedBy, positionOf, untilCalm, wheel } from "./timeline-stage.ts";

test("#3 #5 older messages come in above the one under the eye, which stays where it is", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 250 });
  await chat.open(id);
  await untilCalm(chat.list);
  expect(await chat.list.evaluate((list) => getComputedStyle(list.parentElement as Element).overflowAnchor)).toBe(
    "none",
  );

  for (const round of ["first", "second"]) {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = false;
    await page.route(`**/conversations/${id}/messages?*`, async (route) => {
      asked = true;
      await held;
      await route.continue();
    });
    for (let turn = 0; !asked && turn < 60; turn += 1) await wheel(chat.list, -400);
    expect(asked).toBe(true);
    const { whole, top } = await positionOf(chat.list);
    expect(top, "there is still something to scroll to").toBeGreaterThan(0);
    const moved = await movedBy(chat.list, async () => {
      release();
      await expect.poll(async () => (await positionOf(chat.list)).whole).toBeGreaterThan(whole + 100);
    });
    expect(moved, round).toBeLessThanOrEqual(1);
    await page.unrouteAll({ behavior: "wait" });
  }
});

test("#7 #3 a row above the view that changes its height late moves nothing", async ({ arrive, person, world }) => {
  const { chat } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90 });
  await chat.open(id);
  await untilCalm(chat.list);
  await wheel(chat.list, -1_500);
  // At the top, what is older may still be on its way.
  await expect.poll(() => chat.list.evaluate(isAnyAbove)).toBe(true);
  await untilCalm(chat.list);

  const changes = [
    ["it grows", { paddingBottom: "180px" }],
    ["its font comes", { zoom: "1.7" }],
    ["it gets smaller", { height: "4px", overflow: "hidden", padding: "0" }],
  ] as const;
  for (const [what, style] of changes) {
    const moved = await movedBy(chat.list, () => chat.list.evaluate(styleRowAbove, style));
    expect(moved, what).toBeLessThanOrEqual(1);
  }
});

/** Runs in the page: a message stands before the upper edge of the view. */
function isAnyAbove(list: Element): boolean {
  const top = list.parentElement?.getBoundingClientRect().top ?? 0;
  return [...list.querySelectorAll("[data-seq]")].some((row) => row.getBoundingClientRect().bottom < top);
}

/** Runs in the page: the last message before the upper edge of the view gets another style. */
function styleRowAbove(list: Element, style: object): void {
  const row = [...list.querySelectorAll<HTMLElement>("[data-seq]")]
    .filter((each) => each.getBoundingClientRect().bottom < (list.parentElement?.getBoundingClientRect().top ?? 0))
    .sort((a, b) => Number(a.dataset.seq) - Number(b.dataset.seq))
    .at(-1);
  if (row === undefined) throw new Error("nothing stands above the view");
  Object.assign(row.style, style);
}

test("#7 at the end it stays at the end when rows in view change their height", async ({ arrive, person, world }) => {
  const { chat } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90 });
  await chat.open(id);
  await untilCalm(chat.list);
  for (const height of ["300px", "40px", "120px"]) {
    await chat.list
      .locator('[data-seq="88"]')
      .evaluate((row, height) => row.style.setProperty("height", height), height);
    await untilCalm(chat.list);
    expect((await positionOf(chat.list)).toEnd, height).toBeLessThanOrEqual(1);
  }
});

test("#25 #3 what others edit and delete above the view moves nothing", async ({ arrive, person, world }) => {
  const { chat } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90 });
  const { messages } = await ben.call("GET /conversations/:id/messages", `/conversations/${id}/messages?limit=90`);
  const idOf = (seq: number) => messages.find((message) => message.seq === seq)?.messageId;
  await chat.open(id);
  await untilCalm(chat.list);
  await wheel(chat.list, -1_500);
  const top = Number((await eyeOf(chat.list)).match(/\d+/)?.[0]);

  for (const seq of [top - 2, top - 4, top - 25]) {
    const path = `/conversations/${id}/messages/${idOf(seq)}`;
    const edited = await movedBy(chat.list, async () => {
      await ben.call("PATCH /conversations/:id/messages/:messageId", path, {
        body: `changed ${"much longer ".repeat(80)}`,
      });
      await chat.page.waitForTimeout(250);
    });
    expect(edited, `${seq} edited`).toBeLessThanOrEqual(1);
    const deleted = await movedBy(chat.list, async () => {
      await ben.call("DELETE /conversations/:id/messages/:messageId", path);
      await chat.page.waitForTimeout(250);
    });
    expect(deleted, `${seq} deleted`).toBeLessThanOrEqual(1);
  }
  await wheel(chat.list, -500);
  await expect(chat.deletedMessages.first()).toBeAttached();
});
