/** Everything a client may send over the socket: event, payload, answer. */
import "./in-browsers.ts";
import { z } from "zod";
import { DeleteMessage, EditMessage, Message, MessageAck, SendMessage } from "./messages.ts";
import { MarkRead, ReadMarker } from "./read-markers.ts";
import { Heads, HeadsRequest, SyncBatch, SyncRequest } from "./sync.ts";
import { TypingSignal } from "./typing.ts";

/**
 * `event` names what is emitted instead when the sender gave no callback; null where there is nothing to say. A refusal
 * without a callback arrives as `request:refused`.
 */
export const UP = {
  "message:send": { payload: SendMessage, answer: MessageAck, event: "message:ack" },
  "message:edit": { payload: EditMessage, answer: Message, event: null },
  "message:delete": { payload: DeleteMessage, answer: Message, event: null },
  "sync:request": { payload: SyncRequest, answer: SyncBatch, event: "sync:batch" },
  "sync:heads": { payload: HeadsRequest, answer: Heads, event: null },
  "read:mark": { payload: MarkRead, answer: ReadMarker, event: null },
  "typing:start": { payload: TypingSignal, answer: z.object({}), event: null },
  "typing:stop": { payload: TypingSignal, answer: z.object({}), event: null },
} as const;

export type UpEvent = keyof typeof UP;
/** What a client passes. */
export type UpPayload<E extends UpEvent> = z.input<(typeof UP)[E]["payload"]>;
/** What a handler gets. */
export type UpRequest<E extends UpEvent> = z.output<(typeof UP)[E]["payload"]>;
export type UpAnswer<E extends UpEvent> = z.infer<(typeof UP)[E]["answer"]>;
