import { expect, test } from "./behaviour.ts";
import { shakyNetwork } from "./half-open.ts";

test("#99 the wait for the next attempt is shown; a click, the focus and the network try at once", async ({
  arrive,
  person,
}) => {
  const { chat, page } = await arrive("Ada");
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const network = await shakyNetwork(page);
  // The longest wait that chance allows.
  await page.addInitScript(() => {
    Math.random = () => 0.999;
  });
  await page.clock.install();
  await chat.open(id);
  await chat.write("connected");
  await expect(chat.message("connected", "confirmed")).toBeVisible();

  await network.refuse();
  const main = page.getByRole("main");
  await expect(main.getByRole("status").getByText("The server can't be reached.")).toBeVisible();
  await page.clock.runFor(20_000);
  await expect(main.getByText(/^Next try in \d+ s$/)).toBeVisible();

  for (const nudge of [
    () => main.getByRole("button", { name: "Try now" }).click(),
    () => page.evaluate(() => window.dispatchEvent(new Event("focus"))),
    () => page.evaluate(() => window.dispatchEvent(new Event("online"))),
  ]) {
    const before = network.attempts();
    await expect(main.getByText(/^Next try in/)).toBeVisible();
    await nudge();
    await expect.poll(network.attempts).toBeGreaterThan(before);
  }
  network.pass();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(main.getByRole("status").getByText("Back online.")).toBeVisible();
});

test("#101 #100 after eight hours asleep on a connection that died meanwhile, all is there without a reload, once", async ({
  arrive,
  person,
}) => {
  const { chat, page } = await arrive("Ada");
  const ben = await person("Ben");
  const { id } = await (await person("Ada")).dmWith(ben);
  const network = await shakyNetwork(page);
  await page.clock.install();
  await chat.open(id);
  await ben.say(id, "good night");
  await expect(chat.message("good night")).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));

  network.silence();
  for (const text of ["one", "two", "three"]) await ben.say(id, text);
  await page.clock.fastForward("08:00:00");
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(chat.message("three")).toBeVisible();
  expect(await chat.texts()).toEqual(["good night", "one", "two", "three"]);
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
});

test("#102 a connection that died without a word is found out within 25 seconds, sooner when something is sent", async ({
  arrive,
  person,
}) => {
  const { chat, page } = await arrive("Ada");
  const ben = await person("Ben");
  const { id } = await (await person("Ada")).dmWith(ben);
  const network = await shakyNetwork(page);
  await page.clock.install();
  await chat.open(id);
  await ben.say(id, "hello");
  await expect(chat.message("hello")).toBeVisible();

  network.silence();
  await ben.say(id, "into the silence");
  for (let second = 0; second < 25; second += 5) await page.clock.runFor(5_000);
  await expect(chat.message("into the silence")).toBeVisible();

  network.silence();
  await chat.write("is anybody there");
  for (let second = 0; second < 16; second += 4) await page.clock.runFor(4_000);
  await expect(chat.message("is anybody there", "confirmed")).toBeVisible();
  expect(await chat.texts()).toEqual(["hello", "into the silence", "is anybody there"]);
});
