/** The floor of catching up: the rows out of the database and into JSON. */

import { serveCalls } from "@oschat/test-kit/serve-calls";
import pg from "pg";

const MESSAGES = {
  name: "messages",
  text: `select x.id, x.conversation_id, x.sender_id, s.name as sender_name, s.avatar_url as sender_avatar, x.client_msg_id, x.kind,
           x.body, x.system, x.seq, x.rev, x.created_at, x.edited_at, x.deleted_at
         from messages x join users s on s.id = x.sender_id
         where x.conversation_id = any ($1::uuid[]) order by x.conversation_id, x.rev`,
};

serveCalls({
  /** Repeats it for the given time. Returns the milliseconds of each. */
  async read(order: { databaseUrl: string; conversationIds: string[]; seconds: number }) {
    const client = new pg.Client({ connectionString: order.databaseUrl });
    await client.connect();
    const times: number[] = [];
    let messages = 0;
    const giveUpAt = performance.now() + order.seconds * 1_000;
    do {
      const started = performance.now();
      const { rows } = await client.query({ ...MESSAGES, values: [order.conversationIds] });
      JSON.stringify(rows);
      times.push(performance.now() - started);
      messages = rows.length;
    } while (performance.now() < giveUpAt);
    await client.end();
    return { times, messages };
  },
});
