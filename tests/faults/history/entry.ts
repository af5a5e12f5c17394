/**
 * What a run leaves behind: one append-only file of lines per device and one for the harness, and at the end what everybody sees.
 * The checker knows nothing else about a run. Times are milliseconds of the machine's monotonic clock, comparable between processes.
 */
import type { SystemEvent } from "@oschat/protocol";

/** Something a device asks for. */
export type Operation =
  | { do: "send"; conversationId: string; clientMsgId: string; body: string }
  | { do: "edit"; conversationId: string; messageId: string; body: string }
  | { do: "delete"; conversationId: string; messageId: string }
  | { do: "mark-read"; conversationId: string; seq: number }
  | { do: "add-member"; conversationId: string; userId: string }
  /** Oneself: leaving. */
  | { do: "remove-member"; conversationId: string; userId: string }
  | { do: "end-session"; sessionId: string };

/** A message as a device shows it, or as it is stored. */
export interface SeenMessage {
  messageId: string;
  clientMsgId: string;
  senderId: string;
  kind: "text" | "system";
  seq: number;
  rev: number;
  /** Empty once deleted. */
  body: string;
  isDeleted: boolean;
  system: SystemEvent | null;
}

/** `op` numbers the operations of a device, over all its lives. */
export type Happening =
  | { type: "invoke"; op: number; operation: Operation }
  /** The server said yes. Places are null where an operation has none. */
  | { type: "ok"; op: number; messageId: string | null; seq: number | null; rev: number | null }
  /** The server said no, for good: it must not have happened. */
  | { type: "fail"; op: number; code: string }
  /** Nobody can say. An operation without an answer in the file is unknown too. */
  | { type: "unknown"; op: number; why: string }
  /** One try among several of the same operation, answered or given up after `tookMs`; `result` is `ok`, a code or `no answer`. */
  | { type: "attempt"; op: number; tookMs: number; status: number | null; result: string }
  /** Messages that the screen shows for the first time or in another state than before. */
  | { type: "shown"; conversationId: string; messages: SeenMessage[] }
  /** What was shown of a conversation was dropped to be fetched anew (S4, S6): what is shown next may begin anywhere. */
  | { type: "dropped"; conversationId: string }
  /** The conversation is no longer on the screen at all. */
  | { type: "gone"; conversationId: string }
  /** A bare socket received this, in this order; nothing is filtered. */
  | { type: "heard"; event: "message:new" | "message:updated"; message: SeenMessage & { conversationId: string } }
  | { type: "typing"; conversationId: string; userId: string }
  | { type: "marker"; conversationId: string; lastReadSeq: number; unread: number }
  /** A message of one's own that is on its way. */
  | {
      type: "outbox";
      conversationId: string;
      clientMsgId: string;
      status: "queued" | "sending" | "sent" | "failed";
      seq: number | null;
    }
  /** The process begins (again) with what it found in its storage. */
  | { type: "started"; outbox: { clientMsgId: string; status: string; seq: number | null }[] }
  | { type: "connection"; status: string }
  | { type: "session-ended"; reason: string }
  /** By the harness. */
  | { type: "fault"; name: string; phase: "on" | "off" | "once"; detail: string }
  | { type: "phase"; phase: "load" | "healing" | "quiet" | "over" }
  | {
      type: "sample";
      rssMb: number;
      /** 99th percentile of the event loop's delay since the last sample, ms; null while the server is down. */
      loopDelayMs: number | null;
      handles: number | null;
      databaseMb: number | null;
      deadRows: number | null;
    };

export type Entry = { at: number; device: string } & Happening;

export interface DeviceInfo {
  device: string;
  userId: string;
  sessionId: string;
  /** `engine`: the real client engine. `stock`: socket.io-client as it comes. `rest`: fetch alone. */
  kind: "engine" | "stock" | "rest";
}

/** One conversation as somebody sees it at the end. */
export interface FinalView {
  conversationId: string;
  messages: SeenMessage[];
  lastReadSeq: number;
  unread: number;
  /** Messages that are neither sent nor failed. */
  pending: number;
}

export interface FinalStates {
  /** Engines: everything from their own state, older pages loaded. */
  devices: { device: string; views: FinalView[] }[];
  /** By person, over REST. */
  rest: { userId: string; views: FinalView[] }[];
  database: {
    conversations: { id: string; type: "dm" | "group"; lastSeq: number; lastRev: number }[];
    messages: (SeenMessage & { conversationId: string; createdAt: number })[];
    members: { conversationId: string; userId: string; lastReadSeq: number }[];
  };
}

export interface History {
  scenario: string;
  seed: number;
  devices: DeviceInfo[];
  /** Who was in which conversation when the load began. */
  initialMembers: { conversationId: string; userIds: string[] }[];
  /** Of all devices and the harness, by time. */
  entries: Entry[];
  final: FinalStates;
}
