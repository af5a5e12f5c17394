/** SQL of own marks. */
import type { ChangeOwnMarks, OwnMarksChanged } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db } from "../../database/connection.ts";
import { unreadCount } from "../read-markers/index.ts";

interface Membership {
  conversationId: string;
  userId: string;
}

/** False when everything was so already. Under the row's lock the revision grows, whichever of two changes comes first. */
export async function updateOwnMarks(
  db: Db,
  { conversationId, userId }: Membership,
  { muted, unreadFrom }: ChangeOwnMarks,
): Promise<boolean> {
  const nextMuted = muted === undefined ? sql`m.muted` : sql`${muted}::boolean`;
  const nextUnreadFrom = nextPlace(unreadFrom);
  const { numAffectedRows } = await sql`
    update conversation_members m
    set muted = ${nextMuted}, unread_from = ${nextUnreadFrom},
      own_rev = greatest(nextval('own_revisions'), m.own_rev + 1)
    from conversations c
    where m.conversation_id = ${conversationId} and m.user_id = ${userId} and c.id = m.conversation_id
      and (m.muted, m.unread_from) is distinct from (${nextMuted}, ${nextUnreadFrom})`.execute(db);
  return numAffectedRows === 1n;
}

/** At most the last message: where there is none, nothing can be unread. */
function nextPlace(unreadFrom: number | null | undefined) {
  if (unreadFrom === undefined) return sql`m.unread_from`;
  return unreadFrom === null ? sql`null::bigint` : sql`nullif(least(${unreadFrom}::bigint, c.last_seq), 0)`;
}

export async function readOwnMarks(db: Db, { conversationId, userId }: Membership): Promise<OwnMarksChanged | null> {
  const { rows } = await sql<OwnMarksChanged>`
    select h.conversation_id as "conversationId", h.muted, h.unread_from as "unreadFrom", h.own_rev as "ownRev",
      ${unreadCount("h")} as unread
    from (
      select m.*, c.last_seq from conversation_members m join conversations c on c.id = m.conversation_id
      where m.conversation_id = ${conversationId} and m.user_id = ${userId}
    ) h`.execute(db);
  return rows[0] ?? null;
}
