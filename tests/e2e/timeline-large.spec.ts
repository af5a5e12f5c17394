/** Very long conversations and very long lists of them. */
import { expect, test } from "./behaviour.ts";
import { fill, untilCalm } from "./timeline-stage.ts";

test("#22 10,000 messages scroll past from end to beginning: few elements, little memory, nothing blank", async ({
  arrive,
  person,
  world,
}) => {
  test.setTimeout(300_000);
  const { chat, page, context } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 10_000 });
  await chat.open(id);
  await untilCalm(chat.list);
  const devtools = await context.newCDPSession(page);
  const heap = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    return (await devtools.send("Runtime.getHeapUsage")).usedSize / 1e6;
  };
  const before = await heap();
  const seen = await chat.list.evaluate(fling, 200_000);
  expect(await heap()).toBeLessThan(before + 50);
  expect(seen.mostElements).toBeLessThan(3_000);
  expect(seen.longestBlank, "frames in a row with nothing in the middle of the view").toBeLessThanOrEqual(6);
  await expect(chat.list.locator('[data-seq="1"]')).toBeAttached();
});

/** Runs in the page: scrolls up as fast as a fling goes, until the first message. */
async function fling(list: Element, giveUpMs: number) {
  const scroller = list.parentElement as HTMLElement;
  const { left, top, width, height } = scroller.getBoundingClientRect();
  const isBlank = () => {
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return found === null || found.closest("[role=listitem]") === null;
  };
  const started = performance.now();
  let mostElements = 0;
  let blank = 0;
  let longestBlank = 0;
  for (let frames = 0; list.querySelector('[data-seq="1"]') === null || scroller.scrollTop > 0; frames += 1) {
    if (performance.now() - started > giveUpMs) throw new Error(`${frames} frames did not lead to the first message`);
    scroller.scrollTop -= 700;
    await new Promise(requestAnimationFrame);
    blank = isBlank() ? blank + 1 : 0;
    longestBlank = Math.max(longestBlank, blank);
    if (frames % 10 === 0) mostElements = Math.max(mostElements, document.getElementsByTagName("*").length);
  }
  return { mostElements, longestBlank };
}

test("#23 1,000 conversations are all in the list, and what is far from the view is not laid out", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const ada = await person("Ada");
  await world.database.pool.query(
    `with groups as (
       insert into conversations (id, type, title, member_count)
       select gen_random_uuid(), 'group', 'Group ' || n, 1 from generate_series(1, 1000) n returning id
     ) insert into conversation_members (conversation_id, user_id) select id, $1 from groups`,
    [ada.id],
  );
  await chat.open();
  const rows = page.getByRole("navigation", { name: "Conversations" }).locator("[data-conversation-id]");
  await expect(rows).toHaveCount(1_000, { timeout: 30_000 });
  const laidOut = () =>
    rows.evaluateAll((all) => all.filter((row) => row.checkVisibility({ contentVisibilityAuto: true })).length);
  await expect.poll(laidOut).toBeLessThan(100);
  await rows.last().scrollIntoViewIfNeeded();
  await expect(rows.last()).toBeInViewport();
  expect(await laidOut()).toBeLessThan(100);
  await rows.last().click();
  await expect(chat.list).toBeVisible();
});
