/** One text message as its row shows it, whether confirmed or still on its way: one shape for both. */

import type { OutboxEntry, OutboxStatus } from "@oschat/client";
import type { Me, Message } from "@oschat/protocol";
import { text } from "../../language/index.ts";
import { isConfirmed } from "./timeline-rows.ts";

export type DeliveryState = OutboxStatus | "confirmed";

export interface TimelineItem {
  readonly conversationId: string;
  readonly clientMsgId: string;
  /** Null while on its way. */
  readonly messageId: string | null;
  readonly seq: number | null;
  readonly authorId: string;
  readonly authorName: string;
  readonly authorAvatar: string | null;
  readonly isOwn: boolean;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly state: DeliveryState;
  /** Why it failed, as a sentence. */
  readonly failure: string | null;
  /** Milliseconds since the epoch of the last change; null when there was none. */
  readonly editedAt: number | null;
  readonly isDeleted: boolean;
}

export function toTimelineItem(source: Message | OutboxEntry, me: Me): TimelineItem {
  return isConfirmed(source) ? fromMessage(source, me) : fromOutbox(source, me);
}

function fromMessage(message: Message, me: Me): TimelineItem {
  return {
    conversationId: message.conversationId,
    clientMsgId: message.clientMsgId,
    messageId: message.messageId,
    seq: message.seq,
    authorId: message.senderId,
    authorName: message.senderName,
    authorAvatar: message.senderAvatar,
    isOwn: message.senderId === me.id,
    body: message.body,
    at: Date.parse(message.createdAt),
    state: "confirmed",
    failure: null,
    editedAt: message.editedAt === null || message.deletedAt !== null ? null : Date.parse(message.editedAt),
    isDeleted: message.deletedAt !== null,
  };
}

function fromOutbox(entry: OutboxEntry, me: Me): TimelineItem {
  return {
    conversationId: entry.conversationId,
    clientMsgId: entry.clientMsgId,
    messageId: null,
    seq: entry.seq,
    authorId: me.id,
    authorName: me.name,
    authorAvatar: me.avatarUrl,
    isOwn: true,
    body: entry.body,
    at: entry.queuedAt,
    state: entry.status,
    failure: entry.status === "failed" ? (entry.error?.message ?? text("messages.couldNotSend")) : null,
    editedAt: null,
    isDeleted: false,
  };
}
