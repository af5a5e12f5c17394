/** The conversation list in pages: everything once, whatever the pages and however equal the times. */
import { type ConversationList, type ConversationSummary, LIMITS } from "@oschat/protocol";
import { type Person, startWorld, type World } from "@oschat/test-kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const GROUPS = 7;
const DAY = "2026-03-01T12:00:00";

let world: World;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
  bob = await world.person("Bob");
  await bob.say((await ada.dmWith(bob)).id, "hello");
  for (let index = 0; index < GROUPS; index += 1) await ada.groupWith(`Group ${index}`, bob);
});
afterAll(() => world.stop());

const page = (query: string, person = ada): Promise<ConversationList> =>
  person.call("GET /conversations", `/conversations${query}`);
const idsOf = (conversations: readonly ConversationSummary[]) => conversations.map(({ id }) => id);

async function inPages(
  limit: number,
  between: () => Promise<unknown> = async () => {},
): Promise<ConversationSummary[][]> {
  const pages: ConversationSummary[][] = [];
  for (let query: string | null = `?limit=${limit}`; query !== null; ) {
    const { conversations, next } = await page(query);
    pages.push(conversations);
    query = next === null ? null : `?limit=${limit}&before=${next}`;
    await between();
  }
  return pages;
}

async function setTimes(times: readonly string[]): Promise<void> {
  const { conversations } = await page("");
  for (const [index, id] of idsOf(conversations).entries()) {
    await sql`update conversations set updated_at = ${times[index % times.length]} where id = ${id}`.execute(
      world.database.db,
    );
  }
}

describe("the conversation list in pages", () => {
  it.each([1, 2, 3, GROUPS, GROUPS + 1, LIMITS.listPage])("is the whole list, in pages of %i", async (limit) => {
    const { conversations: whole, next } = await page("");
    expect(next).toBeNull();
    expect(whole).toHaveLength(GROUPS + 1);
    const pages = await inPages(limit);
    expect(pages.flat()).toEqual(whole);
    expect(pages).toHaveLength(Math.ceil(whole.length / limit));
  });

  it.each([
    ["equal to the microsecond", [`${DAY}.123456Z`]],
    ["of one millisecond, in parts that the wire does not show", ["001", "999", "500"].map((us) => `${DAY}.123${us}Z`)],
    ["on both sides of a millisecond", [`${DAY}.122999Z`, `${DAY}.123000Z`, `${DAY}.123001Z`, `${DAY}Z`]],
  ])("leaves nothing out where times are %s", async (_, times) => {
    await setTimes(times);
    const { conversations: whole } = await page("");
    const byWire = [...whole].sort((a, b) =>
      a.updatedAt === b.updatedAt ? (a.id < b.id ? -1 : 1) : a.updatedAt < b.updatedAt ? 1 : -1,
    );
    expect(whole).toEqual(byWire);
    for (const limit of [1, 2, 3]) expect((await inPages(limit)).flat()).toEqual(whole);
  });

  it("misses only what moves to the top meanwhile, and shows nothing twice", async () => {
    await setTimes([1, 2, 3, 4, 5, 6, 7, 8].map((second) => `${DAY.slice(0, -1)}${second}Z`));
    const whole = idsOf((await page("")).conversations);
    const oldest = whole.at(-1) ?? "";
    let hasMoved = false;
    const pages = await inPages(3, async () => {
      if (!hasMoved) await bob.say(oldest, "back to the top");
      hasMoved = true;
    });
    expect(idsOf(pages.flat())).toEqual(whole.slice(0, -1));
    expect(idsOf((await page("?limit=1")).conversations)).toEqual([oldest]);
  });

  it("goes on after a cursor whose conversation is gone", async () => {
    const { conversations: whole } = await page("");
    const { conversations, next } = await page("?limit=3");
    const last = conversations.at(-1)?.id ?? "";
    await sql`update conversations set updated_at = now() where id = ${last}`.execute(world.database.db);
    expect(idsOf((await page(`?before=${next}`)).conversations)).toEqual(idsOf(whole.slice(3)));
  });

  it("[A1] shows a stranger nothing, whatever the cursor", async () => {
    const { next } = await page("?limit=1");
    const stranger = await world.person("Stranger");
    expect(await page(`?limit=3&before=${next}`, stranger)).toMatchObject({ conversations: [], next: null });
    expect(await page("?limit=3", stranger)).toMatchObject({ conversations: [], next: null });
  });

  const ID = "0190aaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa";
  it.each([
    "limit=0",
    `limit=${LIMITS.listPage + 1}`,
    "limit=1.5",
    "limit=",
    "limit=all",
    "before=",
    `before=${ID}`,
    `before=${DAY}.000Z`,
    `before=${DAY}Z_${ID}`,
    `before=${DAY}.000%2B01:00_${ID}`,
    `before=2026-02-30T00:00:00.000Z_${ID}`,
    `before=0000-01-01T00:00:00.000Z_${ID}`,
    `before=${DAY}.000Z_${ID}_`,
    `before=${DAY}.000Z_${ID}'`,
    `before=${DAY}.000Z_${ID}&before=${DAY}.000Z_${ID}`,
    "after=1",
  ])("[E1] refuses %s", async (query) => {
    const { status, body } = await ada.request("GET", `/conversations?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: "invalid_request" } });
  });

  it.each([
    ["0001-01-01T00:00:00.000Z", 0],
    ["9999-12-31T23:59:59.999Z", GROUPS + 1],
  ])("knows no conversation out of time: %s", async (time, count) => {
    expect((await page(`?before=${time}_${ID}`)).conversations).toHaveLength(count);
  });
});
