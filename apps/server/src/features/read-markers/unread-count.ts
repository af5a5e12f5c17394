/**
 * How many messages somebody has not read: texts by others after their marker that still stand. Counted no further than needed to
 * be exact up to the limit (R1). In terms of `c` (conversations) and `m` (conversation_members).
 */
import { LIMITS } from "@oschat/protocol";
import { sql } from "kysely";

export const UNREAD_COUNT = sql<number>`case when c.last_seq <= m.last_read_seq then 0 else (
  select count(*)::int from (
    select 1 from messages u
    where u.conversation_id = c.id and u.seq > m.last_read_seq
      and u.kind = 'text' and u.deleted_at is null and u.sender_id <> m.user_id
    order by u.seq
    limit ${sql.lit(LIMITS.unreadExact + 1)}
  ) counted
) end`;
