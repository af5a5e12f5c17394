/**
 * Fills an empty database with the demo's cast. Messages go in through the one way in, so that every rule holds for them too; only
 * their times are set back afterwards, to look like a few weeks of talk.
 */
import { randomUUID } from "node:crypto";
import type { Me } from "@oschat/protocol";
import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { Db } from "../database/connection.ts";
import { insertDm, insertGroupWithNews } from "../features/conversations/index.ts";
import { appendMessages } from "../features/messages/index.ts";
import { CONVERSATIONS, type DemoConversation, LINES, PEOPLE } from "./cast.ts";

const BATCH = 200;
const DAYS = 40;

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
    await talk(db, id, { conversation, members, offset: index * 7 });
    await setTimesBack(db, id, index);
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
  if (title === null) return insertDm(db, maker, peer.id);
  return insertGroupWithNews(db, { title, maker, otherIds: members.slice(1).map(({ id }) => id) });
}

/** People take turns unevenly, a few lines each, as people do. */
async function talk(
  db: Db,
  conversationId: string,
  { conversation, members, offset }: { conversation: DemoConversation; members: Me[]; offset: number },
): Promise<void> {
  const sends = Array.from({ length: conversation.messages }, (_, index) => {
    const turn = Math.floor((index * 2 + (index % 7)) / 5) + offset;
    return {
      conversationId,
      senderId: (members[(turn * 5 + 3) % members.length] as Me).id,
      clientMsgId: randomUUID(),
      body: LINES[(index * 3 + offset) % LINES.length] as string,
    };
  });
  for (let start = 0; start < sends.length; start += BATCH) await appendMessages(db, sends.slice(start, start + BATCH));
}

/** The newest a little while ago, the oldest weeks ago, in the order of their places; at night it is quiet. */
async function setTimesBack(db: Db, conversationId: string, index: number): Promise<void> {
  await sql`
    with spread as (
      select x.id, now() - make_interval(mins => ${index * 17 + 2})
        - make_interval(secs => (1 - (x.seq - 1)::float8 / greatest(c.last_seq - 1, 1)) ^ 2 * ${DAYS * 86_400}) as at
      from messages x join conversations c on c.id = x.conversation_id where c.id = ${conversationId}
    )
    update messages x set created_at = spread.at from spread where x.id = spread.id`.execute(db);
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
