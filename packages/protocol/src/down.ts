/** Everything the server may send over the socket. */
import "./in-browsers.ts";
import { z } from "zod";
import type { DownEvent } from "./down-events.ts";
import { ConversationId, SessionId, Timestamp, UserId } from "./ids.ts";
import { Message, MessageAck } from "./messages.ts";
import { OwnMarksChanged } from "./own-marks.ts";
import { ReadMarker } from "./read-markers.ts";
import { SyncBatch } from "./sync.ts";
import { TypingNotice } from "./typing.ts";
import { Person } from "./users.ts";
import { WireError } from "./wire-error.ts";

/** Sent once the socket is subscribed to all of its conversations: only now may the client read heads (S2). */
export const Ready = z.object({ userId: UserId, sessionId: SessionId, epoch: z.string(), serverTime: Timestamp });
export type Ready = z.infer<typeof Ready>;

export const SessionEnded = z.object({ reason: z.enum(["signed_out", "revoked", "expired"]) });
export const ConversationNotice = z.object({ conversationId: ConversationId });
/** Something may have been missed: compare heads within this time, at a random moment of it, as everybody is told at once (S5). */
export const SyncHint = z.object({ withinMs: z.number().int().min(0) });
export const RequestRefused = WireError.extend({ event: z.string(), clientMsgId: z.string().optional() });
export type RequestRefused = z.infer<typeof RequestRefused>;

export const DOWN = {
  ready: Ready,
  "message:new": Message,
  "message:updated": Message,
  "message:ack": MessageAck,
  "sync:batch": SyncBatch,
  /** You are in this conversation now; its details are to be fetched. */
  "conversation:added": ConversationNotice,
  /** You are no longer in this conversation; everything kept of it is to be dropped. */
  "conversation:removed": ConversationNotice,
  /** Your own marker moved, here or on another of your devices. */
  "read:updated": ReadMarker,
  /** Your own marks changed, here or on another of your devices. */
  "own:updated": OwnMarksChanged,
  /** You, or somebody you share a conversation with, has another name or picture now. */
  "user:updated": Person,
  "typing:start": TypingNotice,
  "typing:stop": TypingNotice,
  "sync:hint": SyncHint,
  /** A refusal of an event that was sent without a callback. */
  "request:refused": RequestRefused,
  /** The server closes this socket next, for good. */
  "session:ended": SessionEnded,
} as const satisfies Record<DownEvent, z.ZodType>;

export type DownPayload<E extends DownEvent> = z.infer<(typeof DOWN)[E]>;
