/** A very long list of conversations. */
import { expect, test } from "./behaviour.ts";

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
