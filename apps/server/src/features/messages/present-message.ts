/** From a message's row to its wire shape: the only place that decides what leaves of it. */
import type { Message, SystemEvent } from "@oschat/protocol";
import { toIsoTime, type UtcText } from "./message-columns.ts";

/** A row of `messages` with its sender's present name and picture. */
export interface MessageRow {
  id: string;
  conversation_id: string;
  sender_id: string;
  sender_name: string;
  sender_avatar: string | null;
  client_msg_id: string;
  kind: "text" | "system";
  body: string;
  system: SystemEvent | null;
  seq: number;
  rev: number;
  created_at: UtcText;
  edited_at: UtcText | null;
  deleted_at: UtcText | null;
}

export function presentMessage(row: MessageRow): Message {
  return {
    messageId: row.id,
    conversationId: row.conversation_id,
    senderId: row.sender_id,
    senderName: row.sender_name,
    senderAvatar: row.sender_avatar,
    clientMsgId: row.client_msg_id,
    kind: row.kind,
    body: row.deleted_at === null ? row.body : "",
    system: row.system,
    seq: row.seq,
    rev: row.rev,
    createdAt: toIsoTime(row.created_at),
    editedAt: row.edited_at === null ? null : toIsoTime(row.edited_at),
    deletedAt: row.deleted_at === null ? null : toIsoTime(row.deleted_at),
  };
}
