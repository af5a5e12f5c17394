/**
 * What the timeline shows, top to bottom, as plain rows. Confirmed messages come in `seq` order, those on their way after
 * them (O2). Keys are stable: an own message keeps its `clientMsgId` from the moment it is typed, so that its confirmed row
 * takes the place of the optimistic one without being mounted anew.
 */
import type { OutboxEntry } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import { dayKey } from "./day-label.ts";

/** Messages of one author closer together than this share one header. */
export const GROUP_WITHIN_MS = 5 * 60_000;

export type TimelineRow =
  | { readonly kind: "start"; readonly key: string }
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "unread"; readonly key: string }
  | { readonly kind: "system"; readonly key: string; readonly at: number; readonly message: Message }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly at: number;
      readonly authorId: string;
      readonly isContinued: boolean;
      readonly source: Message | OutboxEntry;
    };

export interface TimelineInput {
  readonly messages: readonly Message[];
  readonly outbox: readonly OutboxEntry[];
  readonly reachedStart: boolean;
  readonly meId: string;
  /** New are messages above this `seq`; null: nothing is marked as new. */
  readonly newAfterSeq: number | null;
}

export function isConfirmed(source: Message | OutboxEntry): source is Message {
  return "messageId" in source;
}

/** Others' texts that still say something: what counts as unread. */
export function isCountable(message: Message, meId: string): boolean {
  return message.kind === "text" && message.senderId !== meId && message.deletedAt === null;
}

/** An own message is known by the id its author gave it; others' by the server's, which nobody else can choose. */
export function messageKey(message: Message, meId: string): string {
  return message.senderId === meId ? message.clientMsgId : message.messageId;
}

/**
 * The `seq` of the message the new-messages line stands before; null while there is none, or while it may lie in history
 * that is not held yet.
 */
export function firstNewSeq({ messages, newAfterSeq, meId }: TimelineInput): number | null {
  const oldest = messages[0];
  if (newAfterSeq === null || oldest === undefined || oldest.seq > newAfterSeq + 1) return null;
  return messages.find((message) => message.seq > newAfterSeq && isCountable(message, meId))?.seq ?? null;
}

export function timelineRows(input: TimelineInput): TimelineRow[] {
  const rows: TimelineRow[] = [];
  if (input.reachedStart) rows.push({ kind: "start", key: "start" });

  const newSeq = firstNewSeq(input);
  let day = "";
  const beginDay = (at: number) => {
    const today = dayKey(at);
    if (today === day) return;
    day = today;
    rows.push({ kind: "day", key: `day:${today}:${at}`, at });
  };

  const confirmed = new Set<string>();
  for (const message of input.messages) {
    const at = Date.parse(message.createdAt);
    beginDay(at);
    if (message.seq === newSeq) rows.push({ kind: "unread", key: "unread" });
    const key = messageKey(message, input.meId);
    if (message.senderId === input.meId) confirmed.add(key);
    if (message.kind === "system") rows.push({ kind: "system", key, at, message });
    else rows.push(messageRow({ key, at, authorId: message.senderId, source: message }, rows.at(-1)));
  }
  for (const entry of input.outbox) {
    if (confirmed.has(entry.clientMsgId)) continue;
    beginDay(entry.queuedAt);
    const row = { key: entry.clientMsgId, at: entry.queuedAt, authorId: input.meId, source: entry };
    rows.push(messageRow(row, rows.at(-1)));
  }
  return rows;
}

function messageRow(
  row: { key: string; at: number; authorId: string; source: Message | OutboxEntry },
  previous: TimelineRow | undefined,
): TimelineRow {
  const isContinued =
    previous?.kind === "message" && previous.authorId === row.authorId && row.at - previous.at < GROUP_WITHIN_MS;
  return { kind: "message", isContinued, ...row };
}
