/** The floor of storing: the statement that appends a batch, called in a loop, and nothing else. */
import { randomUUID } from "node:crypto";
import { serveCalls } from "@oschat/test-kit/serve-calls";
import pg from "pg";

const BATCH = 100;
const BODY = "x".repeat(200);
const APPEND = {
  name: "append",
  text: `select outcome, message_id, seq, rev, created_at, sender_name, sender_avatar
         from append_messages($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) order by ord`,
};

interface Membership {
  conversation_id: string;
  user_id: string;
}

serveCalls({
  /** Returns how many messages were stored in that time. */
  async append({ databaseUrl, seconds }: { databaseUrl: string; seconds: number }): Promise<number> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<Membership>("select conversation_id, user_id from conversation_members");
    const giveUpAt = performance.now() + seconds * 1_000;
    let stored = 0;
    while (performance.now() < giveUpAt) {
      const batch = Array.from({ length: BATCH }, () => rows[Math.floor(Math.random() * rows.length)] as Membership);
      const { rows: results } = await client.query<{ outcome: string }>({
        ...APPEND,
        values: [
          batch.map(() => randomUUID()),
          batch.map(({ conversation_id }) => conversation_id),
          batch.map(({ user_id }) => user_id),
          batch.map(() => randomUUID()),
          batch.map(() => BODY),
        ],
      });
      stored += results.filter(({ outcome }) => outcome === "stored").length;
    }
    await client.end();
    return stored;
  },
});
