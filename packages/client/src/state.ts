/**
 * What the engine shows to whoever uses it: one immutable snapshot, replaced on every change. Views read it, never write it.
 */
import type {
  ChangeOwnMarks,
  ConversationSummary,
  DownPayload,
  ErrorCode,
  Me,
  Member,
  Message,
  OwnMarks,
} from "@oschat/protocol";

/**
 * `starting`: reading the device's storage. `connecting`: first attempt or a retry under way. `catching-up`: connected, state may
 * be behind. `live`: connected and equal to the server. `waiting`: next attempt at `retryAt`. `offline`: the device has no
 * network. `signed-out`: the server ended the session; nothing more happens until a new client is made. `stopped`: by `stop()`.
 */
export type ConnectionStatus =
  | "starting"
  | "connecting"
  | "catching-up"
  | "live"
  | "waiting"
  | "offline"
  | "signed-out"
  | "stopped";

export interface ConnectionState {
  readonly status: ConnectionStatus;
  /** Milliseconds since the epoch of the next attempt, while `waiting`. */
  readonly retryAt: number | null;
  /** When the engine was last `live`, ms since the epoch; null if never. */
  readonly lastLiveAt: number | null;
  /** Why the server ended the session, when it said so; a refused handshake or request says only that it is over. */
  readonly endReason: EndReason | null;
}

export type EndReason = DownPayload<"session:ended">["reason"];

/**
 * The messages of a conversation that this device holds: a run of `seq` without holes that ends at the newest message once
 * caught up. Older ones are fetched on demand. `reachedStart` says that nothing older exists.
 */
export interface Window {
  readonly messages: readonly Message[];
  readonly reachedStart: boolean;
  /** False until a first page (or an empty conversation) is known: show a skeleton. */
  readonly loaded: boolean;
  readonly loadingOlder: boolean;
  /** The last attempt to fetch history failed; the next `loadOlder` tries again. */
  readonly olderFailed: boolean;
}

/**
 * Messages around one far above the window: a run of `seq` without holes that ends before the window begins. Once they touch it is
 * part of the window, and null here.
 */
export interface Excerpt {
  /** The message it was opened at. */
  readonly aroundId: string;
  readonly messages: readonly Message[];
  readonly reachedStart: boolean;
  readonly loadingOlder: boolean;
  readonly loadingNewer: boolean;
  /** The last attempt to fetch in this direction failed; the next one tries again. */
  readonly olderFailed: boolean;
  readonly newerFailed: boolean;
}

export type OutboxStatus = "queued" | "sending" | "sent" | "failed";

/**
 * A message on its way. `sent` means acknowledged, with `seq` known, and waiting to be replaced by the confirmed message.
 * `failed` waits for the person: retry or discard.
 */
export interface OutboxEntry {
  readonly clientMsgId: string;
  readonly conversationId: string;
  readonly body: string;
  readonly status: OutboxStatus;
  /** Milliseconds since the epoch, by this device's clock: display only. */
  readonly queuedAt: number;
  readonly seq: number | null;
  readonly rev: number | null;
  /** Why it failed, or why the server did not take it at the last attempt. */
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
  /** Milliseconds since the epoch of the next attempt, when the server said how long to wait. */
  readonly retryAt: number | null;
}

export interface TypingPerson {
  readonly userId: string;
  readonly userName: string;
  /** Milliseconds since the epoch after which the signal counts no more. */
  readonly until: number;
}

export interface Conversation {
  readonly id: string;
  /** Title, peer, role, unread, last message …, kept true by every change. */
  readonly summary: ConversationSummary;
  /** Null until the details were fetched (see `openConversation`). */
  readonly members: readonly Member[] | null;
  readonly window: Window;
  /** Shown in place of the window while it is there: see `openAround`. */
  readonly excerpt: Excerpt | null;
  /** Revision up to which this state is complete. */
  readonly cursor: number;
  /** My own marks: as the server has them, and what I have changed since. `summary` shows them together. */
  readonly own: { readonly confirmed: OwnMarks; readonly wished: ChangeOwnMarks | null };
  /** This conversation's messages on their way, oldest first: shown after the window. */
  readonly outbox: readonly OutboxEntry[];
  readonly typing: readonly TypingPerson[];
  readonly draft: string;
}

/** What was written for a conversation that this person is no longer in, and not sent: theirs to copy, and nobody sends it. */
export interface LeftBehind {
  readonly conversationId: string;
  readonly name: string | null;
  readonly texts: readonly string[];
}

export interface ChatState {
  readonly me: Me | null;
  readonly connection: ConnectionState;
  /** False until the list is known, from this device's storage or from the server. What was active last comes before. */
  readonly listLoaded: boolean;
  readonly conversations: ReadonlyMap<string, Conversation>;
  /** Until `forgetLeftBehind`, as long as the program runs. */
  readonly leftBehind: readonly LeftBehind[];
}
