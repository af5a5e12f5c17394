/** Read markers: how far somebody has read (R1). */
import "./in-browsers.ts";
import { z } from "zod";
import { ConversationId, MessageId, Seq } from "./ids.ts";

export const MarkRead = z.strictObject({ conversationId: ConversationId, seq: Seq });
export type MarkRead = z.infer<typeof MarkRead>;
export const MarkReadBody = MarkRead.omit({ conversationId: true });

/** The marker after the request: never lower than before, never above the conversation's last `seq`. */
export const ReadMarker = z.object({
  conversationId: ConversationId,
  lastReadSeq: z.int().min(0),
  lastSeenMessageId: MessageId.nullable(),
  unread: z.int().min(0),
});
export type ReadMarker = z.infer<typeof ReadMarker>;
