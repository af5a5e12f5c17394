/** What a first start needs, and when it asks for it. */
import { firstLoadScripts } from "@oschat/test-kit";
import { expect, test } from "./behaviour.ts";
import { fill } from "./timeline-stage.ts";

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
