/**
 * The columns of a message with its sender, for every query that presents messages. Expects aliases `x` (messages) and `s` (users).
 * Times are text in UTC: making a Date of each would cost more than the rest of the row.
 */
import { sql } from "kysely";

/** A point in time as PostgreSQL writes it in UTC: `2026-11-23 17:24:30.123456`, with as many digits as it needs. */
export type UtcText = string;

/** @param column of type timestamptz; its name is put into the statement as it is */
export const utcText = (column: string) => sql.raw<UtcText>(`(${column} at time zone 'UTC')::text`);

export const MESSAGE_COLUMNS = sql`x.id, x.conversation_id, x.sender_id, s.name as sender_name, s.avatar_url as sender_avatar,
  x.client_msg_id, x.kind, x.body, x.system, x.seq, x.rev, ${utcText("x.created_at")} as created_at,
  ${utcText("x.edited_at")} as edited_at, ${utcText("x.deleted_at")} as deleted_at`;

/** ISO 8601 with milliseconds, what is finer cut off, as on the wire. */
export function toIsoTime(text: UtcText): string {
  const millisecond = text.length > 19 ? text.slice(20, 23).padEnd(3, "0") : "000";
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${millisecond}Z`;
}
