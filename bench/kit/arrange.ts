/** People, conversations and messages, written straight into a database: thousands of them in a second or two. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { createSessionTokens } from "../../apps/server/src/features/auth/session-tokens.ts";
import { JWT_SECRET } from "./product.ts";

export interface Person {
  id: string;
  token: string;
}

const WEEK_MS = 7 * 24 * 3_600_000;

export interface Arrangement {
  /** People with a session each. */
  people(count: number): Promise<Person[]>;
  /** One group for each list of members. Returns their ids, in the same order. */
  groups(memberIds: readonly (readonly string[])[]): Promise<string[]>;
  /** Direct messages of `userId` with each of these people. */
  directMessages(userId: string, peerIds: readonly string[]): Promise<string[]>;
  /**
   * Fills conversations with `perConversation` messages each, by turns, as they would have arrived.
   *
   * @param unread how many of them the members have not read
   */
  messages(conversationIds: readonly string[], perConversation: number, unread?: number): Promise<void>;
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export function arrange(databaseUrl: string): Arrangement {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on("error", () => {});
  const query = async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
    (await pool.query<R>(text, values)).rows;
  const tokens = createSessionTokens(JWT_SECRET);

  async function join(conversationIds: readonly string[], memberIds: readonly (readonly string[])[]): Promise<void> {
    const pairs = conversationIds.flatMap((id, index) => (memberIds[index] ?? []).map((userId) => [id, userId]));
    await query(
      "insert into conversation_members (conversation_id, user_id) select * from unnest($1::uuid[], $2::uuid[])",
      [pairs.map(([id]) => id), pairs.map(([, userId]) => userId)],
    );
  }

  return {
    query,
    close: () => pool.end(),
    async people(count) {
      const ids = Array.from({ length: count }, () => randomUUID());
      const sessionIds = ids.map(() => randomUUID());
      const emails = ids.map((id) => `${id}@example.com`);
      const expiresAt = new Date(Date.now() + WEEK_MS);
      await query(
        `insert into users (id, email, name)
         select id, email, 'Person ' || left(id::text, 4) from unnest($1::uuid[], $2::text[]) as p (id, email)`,
        [ids, emails],
      );
      await query(
        "insert into identities (issuer, subject, user_id) select 'local', * from unnest($1::text[], $2::uuid[])",
        [emails, ids],
      );
      await query(
        `insert into sessions (id, user_id, device, expires_at)
         select id, user_id, 'Benchmark', $3 from unnest($1::uuid[], $2::uuid[]) as s (id, user_id)`,
        [sessionIds, ids, expiresAt],
      );
      return Promise.all(
        ids.map(async (id, index) => {
          const user = { id, email: emails[index] ?? "", name: `Person ${id.slice(0, 4)}`, avatarUrl: null };
          return { id, token: await tokens.sign(user, sessionIds[index] ?? "", expiresAt) };
        }),
      );
    },
    async groups(memberIds) {
      const ids = memberIds.map(() => randomUUID());
      await query(
        `insert into conversations (id, type, title, member_count)
         select id, 'group', 'Group ' || left(id::text, 4), members from unnest($1::uuid[], $2::int[]) as g (id, members)`,
        [ids, memberIds.map((members) => members.length)],
      );
      await join(ids, memberIds);
      return ids;
    },
    async directMessages(userId, peerIds) {
      const ids = peerIds.map(() => randomUUID());
      await query(
        `insert into conversations (id, type, dm_key, member_count)
         select id, 'dm', key, 2 from unnest($1::uuid[], $2::text[]) as d (id, key)`,
        [ids, peerIds.map((peerId) => [userId, peerId].sort().join(":"))],
      );
      await join(
        ids,
        peerIds.map((peerId) => [userId, peerId]),
      );
      return ids;
    },
    async messages(conversationIds, perConversation, unread = 0) {
      const connection = await pool.connect();
      try {
        await connection.query("set session_replication_role = replica");
        await connection.query(FILL, [conversationIds, perConversation]);
        await connection.query("set session_replication_role = origin");
        await connection.query(
          "update conversations set last_seq = $2, last_rev = $2, updated_at = now() where id = any ($1::uuid[])",
          [conversationIds, perConversation],
        );
        await connection.query(
          "update conversation_members set last_read_seq = $2 where conversation_id = any ($1::uuid[])",
          [conversationIds, Math.max(0, perConversation - unread)],
        );
        await connection.query("vacuum analyze");
      } finally {
        connection.release();
      }
    },
  };
}

/** Each message by another member in turn. Keys are made by the database; references were true when they were arranged. */
const FILL = `
  with senders as (
    select conversation_id, array_agg(user_id) as ids from conversation_members
    where conversation_id = any ($1::uuid[]) group by 1
  ),
  places as (
    select s.conversation_id, seq, s.ids[1 + seq % cardinality(s.ids)] as sender_id,
           'Message ' || seq || ', which says what people say to each other on an ordinary day. 今日は良い天気です。' as body
    from generate_series(1, $2::int) seq cross join senders s
    order by seq
  )
  insert into messages (id, conversation_id, sender_id, client_msg_id, body, body_digest, seq, rev, sent_rev, created_at)
  select uuidv7(), conversation_id, sender_id, gen_random_uuid(), body, sha256(convert_to(body, 'UTF8')),
         seq, seq, seq, now() - interval '1 day' + seq * interval '1 millisecond'
  from places`;
