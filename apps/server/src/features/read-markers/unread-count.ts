/**
 * How many messages somebody has not read: texts by others that still stand, after their marker or from where they marked the
 * conversation as unread, whichever is lower (R2). Counted no further than needed to
 * be exact up to the limit (R1); the order makes it an index that stops there, however many there are.
 */
import { LIMITS } from "@oschat/protocol";
import { type RawBuilder, sql } from "kysely";

/** @param h alias of a relation with `conversation_id`, `last_seq`, `user_id`, `last_read_seq` and `unread_from` */
export function unreadCount(h: string): RawBuilder<number> {
  const head = (column: string) => sql.ref(`${h}.${column}`);
  const readUpTo = sql`least(${head("last_read_seq")}, ${head("unread_from")} - 1)`;
  return sql<number>`case when ${head("last_seq")} <= ${readUpTo} then 0 else (
  select count(*)::int from (
    select 1 from messages u
    where u.conversation_id = ${head("conversation_id")} and u.seq > ${readUpTo}
      and u.kind = 'text' and u.deleted_at is null and u.sender_id <> ${head("user_id")}
    order by u.seq
    limit ${sql.lit(LIMITS.unreadExact + 1)}
  ) counted
) end`;
}
