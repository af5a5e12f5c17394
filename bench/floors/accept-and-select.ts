/** The floor of coming back: `ws` accepts the connection, one indexed SELECT finds what was missed. The token says what that is. */

import { serveCalls } from "@oschat/test-kit/serve-calls";
import pg from "pg";
import { listen } from "./speak.ts";

const MISSED = {
  name: "missed",
  text: "select * from messages where conversation_id = $1 and rev > $2 order by rev limit 100",
};

serveCalls({
  listen(databaseUrl: string) {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
    return listen({
      async onConnect(_socket, token) {
        const { rows } = await pool.query({ ...MISSED, values: token.split(" ") });
        return { messages: rows };
      },
    });
  },
});
