/**
 * Fills an empty database with the demo's cast. Messages go in through the one way in, so that every rule holds for them too; only
 * their times are set back afterwards, to look like a few weeks of talk.
 */
import { randomUUID } from "node:crypto";
import type { Me } from "@oschat/protocol";
import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { Db } from "../database/connection.ts";
import { findOrInsertDm, insertGroupWithNews } from "../features/conversations/index.ts";
import { appendMessages, type Send } from "../features/messages/index.ts";
import { CONVERSATIONS, type DemoConversation, LINES, PEOPLE } from "./cast.ts";

const BATCH = 200;
const MINUTE_MS = 60_000;

/** Returns how much was made, or null when there is something in the database already. */
export async function fillWithDemo(
  db: Db,
): Promise<{ people: number; conversations: number; messages: number } | null> {
  const existing = await db.selectFrom("conversations").select("id").limit(1).executeTakeFirst();
  if (existing !== undefined) return null;
  const people = await Promise.all(PEOPLE.map((name, index) => insertPerson(db, name, index)));
  let messages = 0;
  for (const [index, conversation] of CONVERSATIONS.entries()) {
    const members = conversation.members.map((member) => people[member] as Me);
    const id = await makeConversation(db, conversation, members);
    const random = seededRandom(index + 1);
    await talk(db, id, { conversation, members, random });
    await setTimesBack(db, id, { newestMinutesAgo: index * 17 + 2, random });
    await setUnread(db, id, { user: people[0] as Me, unread: conversation.unreadForAda });
    messages += conversation.messages;
  }
  return { people: people.length, conversations: CONVERSATIONS.length, messages };
}

async function insertPerson(db: Db, name: string, index: number): Promise<Me> {
  const first = name.split(" ")[0] ?? name;
  const email = /^[a-z]+$/i.test(first) ? `${first.toLowerCase()}@example.com` : `person${index + 1}@example.com`;
  const id = uuidv7();
  await db.insertInto("users").values({ id, email, name, avatar_url: null }).execute();
  await db.insertInto("identities").values({ issuer: "local", subject: email, user_id: id }).execute();
  return { id, email, name, avatarUrl: null };
}

function makeConversation(db: Db, { title }: DemoConversation, members: Me[]): Promise<string> {
  const [maker, peer] = members as [Me, Me];
  return db.transaction().execute(async (tx) => {
    if (title === null) return (await findOrInsertDm(tx, [maker.id, peer.id])).id;
    return insertGroupWithNews(tx, { title, maker, otherIds: members.slice(1).map(({ id }) => id) });
  });
}

/** People take turns unevenly, one to four lines each, as people do. */
async function talk(
  db: Db,
  conversationId: string,
  { conversation, members, random }: { conversation: DemoConversation; members: Me[]; random: () => number },
): Promise<void> {
  const sends: Send[] = [];
  let line = Math.floor(random() * LINES.length);
  while (sends.length < conversation.messages) {
    const sender = members[Math.floor(random() * members.length)] as Me;
    const length = Math.min(1 + Math.floor(random() ** 2 * 4), conversation.messages - sends.length);
    for (let said = 0; said < length; said += 1) {
      const body = LINES[line % LINES.length] as string;
      sends.push({ messageId: uuidv7(), conversationId, senderId: sender.id, clientMsgId: randomUUID(), body });
      line += 1;
    }
  }
  for (let start = 0; start < sends.length; start += BATCH) await appendMessages(db, sends.slice(start, start + BATCH));
}

/** Talk comes in bursts: seconds to minutes apart, then nothing for hours. The newest is a little while ago. */
async function setTimesBack(
  db: Db,
  conversationId: string,
  { newestMinutesAgo, random }: { newestMinutesAgo: number; random: () => number },
): Promise<void> {
  const { last_seq: count } = await db
    .selectFrom("conversations")
    .select("last_seq")
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();
  const times: Date[] = [];
  let at = Date.now() - newestMinutesAgo * MINUTE_MS;
  for (let seq = count; seq >= 1; seq -= 1) {
    times.unshift(new Date(at));
    const pause = random() < 0.08 ? 1 + random() * 9 * 60 : 0.2 + random() ** 3 * 12;
    at -= pause * MINUTE_MS;
  }
  await sql`
    update messages x set created_at = spread.at
    from unnest(${times}::timestamptz[]) with ordinality as spread (at, seq)
    where x.conversation_id = ${conversationId} and x.seq = spread.seq`.execute(db);
  const updatedAt = times.at(-1);
  if (updatedAt === undefined) return;
  await db.updateTable("conversations").set({ updated_at: updatedAt }).where("id", "=", conversationId).execute();
}

async function setUnread(
  db: Db,
  conversationId: string,
  { user, unread }: { user: Me; unread: number },
): Promise<void> {
  await sql`
    update conversation_members m set last_read_seq = case when m.user_id = ${user.id} then c.last_seq - ${unread}::int else c.last_seq end
    from conversations c where c.id = m.conversation_id and c.id = ${conversationId}`.execute(db);
}

/** The same every time, so that screenshots stay the same: a linear congruential generator, 0 up to 1. */
function seededRandom(seed: number): () => number {
  let state = (seed * 2_654_435_761) % 2 ** 32;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
