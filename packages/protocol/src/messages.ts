/** Messages: what is sent, edited, deleted, and how every message looks on the wire. */
import "./in-browsers.ts";
import { z } from "zod";
import { ClientMsgId, ConversationId, MessageId, Rev, Seq, Timestamp, UserId } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { storableText } from "./safe-text.ts";
import { hasAtMostBytes, hasAtMostCodePoints } from "./text.ts";

export const Role = z.enum(["owner", "admin", "member"]);
export type Role = z.infer<typeof Role>;

/**
 * What a system message tells. Applying these in `rev` order to a conversation's details keeps title, members and roles
 * true (S7): they are the only way those change.
 */
export const SystemEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("group_created"), title: z.string() }),
  z.object({ type: z.literal("renamed"), title: z.string() }),
  z.object({
    type: z.literal("member_added"),
    userId: UserId,
    name: z.string(),
    avatarUrl: z.string().nullable(),
    role: Role,
  }),
  z.object({ type: z.literal("member_removed"), userId: UserId, name: z.string() }),
  z.object({ type: z.literal("member_left"), userId: UserId, name: z.string() }),
  z.object({ type: z.literal("role_changed"), userId: UserId, name: z.string(), role: Role }),
  /** The former owner becomes an admin. */
  z.object({ type: z.literal("ownership_transferred"), userId: UserId, name: z.string() }),
]);
export type SystemEvent = z.infer<typeof SystemEvent>;

/** A message in its present state. A deleted one keeps its place, without its body (tombstone). */
export const Message = z.object({
  messageId: MessageId,
  conversationId: ConversationId,
  senderId: UserId,
  senderName: z.string(),
  senderAvatar: z.string().nullable(),
  clientMsgId: ClientMsgId,
  kind: z.enum(["text", "system"]),
  /** Empty once deleted. For a system message: the same news in plain English, for clients that know no `system`. */
  body: z.string(),
  system: SystemEvent.nullable(),
  seq: Seq,
  rev: Rev,
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
  deletedAt: Timestamp.nullable(),
});
export type Message = z.infer<typeof Message>;

export const MessageBody = storableText
  .refine((text) => text.trim().length > 0, "must not be empty")
  .refine(
    (text) => hasAtMostCodePoints(text, LIMITS.bodyCodePoints),
    `must have at most ${LIMITS.bodyCodePoints} characters`,
  )
  .refine((text) => hasAtMostBytes(text, LIMITS.bodyBytes), `must have at most ${LIMITS.bodyBytes} bytes`);

export const SendMessage = z.strictObject({
  conversationId: ConversationId,
  clientMsgId: ClientMsgId,
  body: MessageBody,
});
export type SendMessage = z.infer<typeof SendMessage>;

/** The answer to a send, the same for every repeat of it (I1). */
export const MessageAck = z.object({
  clientMsgId: ClientMsgId,
  messageId: MessageId,
  conversationId: ConversationId,
  createdAt: Timestamp,
  seq: Seq,
  rev: Rev,
});
export type MessageAck = z.infer<typeof MessageAck>;

export const EditMessage = z.strictObject({ conversationId: ConversationId, messageId: MessageId, body: MessageBody });
export type EditMessage = z.infer<typeof EditMessage>;
export const DeleteMessage = z.strictObject({ conversationId: ConversationId, messageId: MessageId });
export type DeleteMessage = z.infer<typeof DeleteMessage>;

/** REST forms: the conversation and message are in the path. */
export const SendMessageBody = SendMessage.omit({ conversationId: true });
export const EditMessageBody = z.strictObject({ body: MessageBody });

const pageLimit = z.coerce.number().int().min(1).max(LIMITS.historyPage).default(LIMITS.historyPageDefault);

/** At most one of `after`, `before`, `around`; without any, the newest page. */
export const HistoryQuery = z
  .strictObject({
    after: MessageId.optional(),
    before: MessageId.optional(),
    around: MessageId.optional(),
    limit: pageLimit,
  })
  .refine(
    ({ after, before, around }) => [after, before, around].filter((cursor) => cursor !== undefined).length <= 1,
    "give only one of after, before and around",
  );
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/**
 * A page of history in `seq` order. `lastSeq` and `lastRev` are the conversation's heads in the same snapshot as the
 * messages: a client that takes the newest page continues from `lastRev`.
 */
export const HistoryPage = z.object({
  conversationId: ConversationId,
  messages: z.array(Message),
  hasOlder: z.boolean(),
  hasNewer: z.boolean(),
  lastSeq: z.int().min(0),
  lastRev: Rev,
});
export type HistoryPage = z.infer<typeof HistoryPage>;
