/** Days and groups: what stands between messages, and over them while they move. */
import { expect, test } from "./behaviour.ts";
import { fill, untilCalm, wheel } from "./timeline-stage.ts";

const STICKY = 'main button[aria-label^="To the top"]';

/** A day as it is written in English. */
function written(daysAgo: number): string {
  const at = new Date(Date.now() - daysAgo * 24 * 3_600_000);
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(at);
}

test("#16 while it scrolls, the day of what is uppermost is shown over it, and goes again", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 120, minutesApart: 60 });
  await chat.open(id);
  await untilCalm(chat.list);
  const sticky = page.locator(STICKY);
  await expect(sticky).toHaveCount(0);

  const seen = new Set<string>();
  let shown = 0;
  for (let turn = 0; turn < 40; turn += 1) {
    await wheel(chat.list, -200);
    const chip = await sticky.evaluateAll(([button]) => ({
      label: button?.textContent ?? "",
      isShown: button?.classList.contains("opacity-100") ?? false,
    }));
    if (!chip.isShown) continue;
    shown += 1;
    seen.add(chip.label);
    const uppermost = await chat.list.evaluate((list) => {
      const edge = list.parentElement?.getBoundingClientRect().top ?? 0;
      const rows = [...list.querySelectorAll<HTMLElement>("[data-seq]")];
      const first = rows
        .filter((row) => row.getBoundingClientRect().bottom > edge + 1)
        .sort((a, b) => Number(a.dataset.seq) - Number(b.dataset.seq))[0];
      return first?.querySelector("time")?.dateTime ?? "";
    });
    const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
    const isSameDay = (label: string) =>
      label === "Today" || label === "Yesterday" || label === day.format(new Date(uppermost));
    expect(isSameDay(chip.label), `${chip.label} over ${uppermost}`).toBe(true);
  }
  expect(shown).toBeGreaterThan(10);
  expect([...seen]).toContain("Yesterday");
  expect([...seen]).toContain(written(2).replace(",", ""));
  await expect(sticky).toHaveCSS("opacity", "0");
});

test("#16 day lines are right over midnight while the conversation is open", async ({ arrive, person, world }) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 3, minutesApart: 24 * 60 });
  const lateToday = new Date();
  lateToday.setHours(23, 59, 30, 0);
  await page.clock.install({ time: lateToday });
  await chat.open(id);
  const days = chat.list.locator("[role=listitem]:not([data-seq]) time");
  await expect(days).toHaveText([/^\w+,? \d+ \w+$/, "Yesterday", "Today"]);
  await page.clock.fastForward(60_000);
  await expect(days).toHaveText([/^\w+,? \d+ \w+$/, /^\w+,? \d+ \w+$/, "Yesterday"]);
});

test("#17 messages of one author close together have one heading, and their times when pointed at or focused", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 7, unread: 3, readerId: ada.id, minutesApart: 0.1 });
  await world.database.pool.query(
    "update messages set created_at = created_at - interval '5 minutes' where conversation_id = $1 and seq <= 3",
    [id],
  );
  await chat.open(id);
  await untilCalm(chat.list);
  const row = (seq: number) => chat.list.locator(`[data-seq="${seq}"]`);
  const withHeading: number[] = [];
  for (let seq = 1; seq <= 7; seq += 1) {
    if ((await row(seq).getByText("Ben", { exact: true }).count()) > 0) withHeading.push(seq);
  }
  expect(withHeading, "the first, the one five minutes later, and the one after the line").toEqual([1, 4, 5]);

  const time = (seq: number) => row(seq).locator("time");
  await expect(time(3)).toHaveCSS("opacity", "0");
  await row(3).hover();
  await expect(time(3)).toHaveCSS("opacity", "1");
  await chat.composer.hover();
  await expect(time(3)).toHaveCSS("opacity", "0");
  await row(7).focus();
  await page.keyboard.press("ArrowUp");
  await expect(time(6)).toHaveCSS("opacity", "1");
});

test("#18 a message's tools appear without moving anything, and the keyboard gets to them", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ada.id, { count: 12 });
  await chat.open(id);
  await untilCalm(chat.list);
  const boxes = () =>
    chat.list.evaluate((list) =>
      [...list.querySelectorAll("[data-seq]")].map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return [top, height];
      }),
    );
  const before = await boxes();
  const tools = (seq: number) =>
    chat.list.locator(`[data-seq="${seq}"]`).getByRole("group", { name: "Message actions" });
  for (const seq of [10, 11, 12]) {
    await chat.list.locator(`[data-seq="${seq}"]`).hover();
    await expect(tools(seq)).toBeVisible();
    expect(await boxes()).toEqual(before);
  }
  await chat.composer.hover();
  await expect(tools(12)).toHaveCount(0);
  await chat.list.locator('[data-seq="12"]').focus();
  await page.keyboard.press("ArrowUp");
  await expect(tools(11)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(tools(11).getByRole("button").first()).toBeFocused();
  expect(await boxes()).toEqual(before);
});
