/** What a first start needs, and when it asks for it. */
import { firstLoadScripts } from "@oschat/test-kit";
import { expect, test } from "./behaviour.ts";
import { fill } from "./timeline-stage.ts";
import { startWilfulServer } from "./wilful-server.ts";

const BUDGET_KB = 230;

test(`#133 the chat page names at most ${BUDGET_KB} kB of JavaScript, compressed`, async () => {
  const scripts = await firstLoadScripts();
  const kilobytes = scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1000;
  expect(scripts.length).toBeGreaterThan(3);
  expect(kilobytes, scripts.map(({ path, gzipBytes }) => `${gzipBytes} ${path}`).join("\n")).toBeLessThan(BUDGET_KB);
});

test("#133 an empty device asks for what it shows first while the app is on its way, and asks once", async ({
  arrive,
  person,
  world,
}) => {
  const { chat, page } = await arrive("Ada");
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await fill(world, id, ben.id, { count: 90 });
  await chat.open(id);
  const asked = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).map(
      ({ name, initiatorType }) => `${initiatorType} ${name.replace(location.origin, "")}`,
    ),
  );
  for (const path of ["/me", "/conversations?limit=100", `/conversations/${id}`, `/conversations/${id}/messages`]) {
    expect(asked).toContain(`link ${path}`);
  }
  expect(asked.filter((entry) => entry.endsWith(`${id}/messages`))).toHaveLength(1);
});

test("#133 the scripts are asked for before anything else, and compiled as a whole", async ({ page, world }) => {
  const html = await (await page.request.get(`${world.url}/chat`)).text();
  const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  expect(scripts.length).toBeGreaterThan(3);
  expect(html).not.toMatch(/fetchpriority="low"/i);
  for (const [tag, address = ""] of scripts) {
    expect(tag).toContain('fetchPriority="high"');
    expect(await (await page.request.get(`${world.url}${address}`)).text()).toMatch(
      /^\/\/# allFunctionsCalledOnLoad\n/,
    );
  }
});

test("#133 an empty device shows list and conversation at once; with a slow answer it shows what is missing", async ({
  arrive,
  person,
  world,
}) => {
  const [ada, ben] = [await person("Ada"), await person("Ben")];
  const { id } = await ada.dmWith(ben);
  await ada.groupWith("Another");
  await ben.say(id, "hello");
  const { chat, page } = await arrive("Ada");
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      for (const status of document.querySelectorAll("[role=status]")) seen.push(status.textContent ?? "");
    }).observe(document, { childList: true, subtree: true });
  });
  const skeletons = () =>
    page.evaluate(() => (window as unknown as { seen: string[] }).seen.filter((said) => said.startsWith("Loading")));
  await chat.open(id);
  await expect(chat.message("hello")).toBeVisible();
  expect(await skeletons()).toEqual([]);

  const { chat: other, page: slow } = await arrive("Ada");
  (await startWilfulServer(slow)).withhold("sync:heads");
  await slow.route(/\/conversations\?limit=/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await route.continue();
  });
  await slow.goto(`${world.url}/chat?c=${id}`);
  await expect(slow.getByRole("status").filter({ hasText: "Loading conversations" })).toBeVisible();
  await expect(other.message("hello")).toBeVisible();
});
