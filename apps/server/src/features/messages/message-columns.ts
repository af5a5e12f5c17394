/** The columns of a message with its sender, for every query that presents messages. Expects aliases `x` (messages) and `s` (users). */
import { sql } from "kysely";

export const MESSAGE_COLUMNS = sql.raw(
  [
    "x.id",
    "x.conversation_id",
    "x.sender_id",
    "s.name as sender_name",
    "s.avatar_url as sender_avatar",
    "x.client_msg_id",
    "x.kind",
    "x.body",
    "x.system",
    "x.seq",
    "x.rev",
    "x.created_at",
    "x.edited_at",
    "x.deleted_at",
  ].join(", "),
);
