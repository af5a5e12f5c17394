/** What is said to those who listen. */
import { expect, test } from "./behaviour.ts";
import { fill, positionOf, untilCalm, wheel } from "./timeline-stage.ts";

test("#117 #118 #119 new messages are said by a region of their own, as text; many as their number; history never", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben, cleo] = [await person("Ada"), await person("Ben"), await person("Cleo")];
  const { id } = await ada.dmWith(ben);
  const { id: elsewhere } = await ada.dmWith(cleo);
  await fill(world, id, ben.id, { count: 150 });
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const note = () => {
      const now = document.querySelector("[data-announcer]")?.textContent ?? "";
      if (now !== "" && now !== said.at(-1)) said.push(now);
    };
    new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await chat.open(id);
  await untilCalm(chat.list);

  const region = page.locator("[data-announcer]");
  await expect(region).toHaveAttribute("aria-live", "polite");
  await expect(page.getByRole("log")).toHaveCount(0);
  expect(await chat.list.evaluate((list) => list.closest("[aria-live]") === null)).toBe(true);
  expect(await chat.list.locator("[data-announcer]").count()).toBe(0);

  const { whole } = await positionOf(chat.list);
  for (let turn = 0; turn < 8; turn += 1) await wheel(chat.list, -1_500);
  expect((await positionOf(chat.list)).whole).toBeGreaterThan(whole);
  await page.waitForTimeout(700);
  expect(await said()).toEqual([]);

  await ben.say(id, "hello there");
  await expect.poll(said).toEqual(["Ben: hello there"]);
  expect(await region.evaluate((element) => element.querySelectorAll("img, time, svg").length)).toBe(0);

  await cleo.say(elsewhere, "not open");
  await expect(chat.row("Cleo")).toContainText("1 unread");
  await ada.say(id, "from my phone");
  await page.waitForTimeout(700);
  expect(await said()).toHaveLength(1);

  await Promise.all([1, 2, 3, 4, 5].map((n) => ben.say(id, `burst ${n}`)));
  await expect.poll(said).toEqual(["Ben: hello there", "5 new messages"]);
});
