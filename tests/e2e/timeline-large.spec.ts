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

test("#23 with 1,000 conversations only the rows near the view are in the document; every one is reached, by wheel and by key", async ({
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
  const nav = page.getByRole("navigation", { name: "Conversations" });
  const rows = nav.locator("[data-conversation-id]");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
  await expect(nav.getByRole("listitem").first()).toHaveAttribute("aria-setsize", "1000");

  await rows.first().focus();
  await page.keyboard.press("End");
  const last = nav.locator('[aria-posinset="1000"] [data-conversation-id]');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  expect(await rows.count()).toBeLessThan(60);
  await page.keyboard.press("Enter");
  await expect(chat.list).toBeVisible();

  await last.hover();
  const opened = nav.locator('[aria-current="page"]');
  for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, -2_000);
  await expect(nav.locator('[aria-posinset="1"]')).toBeInViewport();
  await expect(opened, "what is open keeps its row, for whoever hears the page").toHaveCount(1);
  expect(await page.evaluate(() => document.getElementsByTagName("*").length)).toBeLessThan(3_000);
});
