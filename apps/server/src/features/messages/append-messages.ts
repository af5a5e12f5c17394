/**
 * The one way in for messages: many sends, one transaction. The rules (O1, O3, I1, I2, A1) hold inside `append_messages`; see the
 * migrations.
 */
import type { MessageAck } from "@oschat/protocol";
import { sql } from "kysely";
import type { Db, Transaction } from "../../database/connection.ts";

export interface Send {
  /** Of the message, should this attempt store it. */
  messageId: string;
  conversationId: string;
  senderId: string;
  clientMsgId: string;
  body: string;
}

export type SendResult =
  | { outcome: "stored" | "repeated"; ack: MessageAck; senderName: string; senderAvatar: string | null }
  | { outcome: "not_found" | "conflict" };

interface ResultRow {
  outcome: SendResult["outcome"];
  message_id: string;
  seq: number;
  rev: number;
  created_at: Date;
  sender_name: string;
  sender_avatar: string | null;
}

/** Stores the sends together and returns a result for each, in their order. One bad send harms no other. */
export async function appendMessages(db: Db | Transaction, sends: readonly Send[]): Promise<SendResult[]> {
  const { rows } = await sql<ResultRow>`
    select outcome, message_id, seq, rev, created_at, sender_name, sender_avatar
    from append_messages(
      ${sends.map((send) => send.messageId)}::uuid[],
      ${sends.map((send) => send.conversationId)}::uuid[],
      ${sends.map((send) => send.senderId)}::uuid[],
      ${sends.map((send) => send.clientMsgId)}::uuid[],
      ${sends.map((send) => send.body)}::text[]
    ) order by ord`.execute(db);
  return sends.map((send, index) => toResult(send, rows[index]));
}

function toResult(send: Send, row: ResultRow | undefined): SendResult {
  if (row === undefined) throw new Error("append_messages returned fewer results than sends");
  if (row.outcome === "not_found" || row.outcome === "conflict") return { outcome: row.outcome };
  return {
    outcome: row.outcome,
    ack: {
      clientMsgId: send.clientMsgId,
      messageId: row.message_id,
      conversationId: send.conversationId,
      createdAt: row.created_at.toISOString(),
      seq: row.seq,
      rev: row.rev,
    },
    senderName: row.sender_name,
    senderAvatar: row.sender_avatar,
  };
}
