/** The engine's public face. */
import type { ConversationDetails, FoundPerson, Message, Role } from "@oschat/protocol";
import type { SearchOptions } from "./search.ts";
import type { ChatState } from "./state.ts";

/**
 * One signed-in person's chat, kept equal to the server's. Reading is `getState` and `subscribe`; everything else asks the
 * server. Methods that return a promise reject with a `Refusal` (from `@oschat/protocol`) when the server refuses, and with
 * a `ConnectionLost` when it cannot be reached; `send` and `setDraft` never fail, they work without a network.
 */
export interface ChatClient {
  getState(): ChatState;
  /** Calls `listener` after every change of state, at most once per microtask; returns how to stop. */
  subscribe(listener: () => void): () => void;

  /** Reads the device's storage, connects, and stays connected until `stop`. Resolves when the stored state is shown. */
  start(): Promise<void>;
  /** Resolves when a device that held nothing has got its first rows of the list, or did not get them; on any other with `start`. */
  whenFirstRows(): Promise<void>;
  /** Closes the connection; what is queued stays in storage. */
  stop(): Promise<void>;
  /** Drops everything this device holds, after a sign-out. */
  clear(): Promise<void>;
  /** Tries to connect at once, without waiting for `retryAt`. */
  retryNow(): void;
  /** The device's network went or came (`navigator.onLine`). */
  setNetwork(isOnline: boolean): void;
  /** The page became visible: compare heads now (S5). */
  wake(): void;

  /** Makes sure the newest page and the members are there; shows cached state meanwhile. */
  openConversation(conversationId: string): Promise<void>;
  /** Fetches what `openConversation` would, for somebody who is about to open it. Never rejects. */
  prefetch(conversationId: string): Promise<void>;
  /** Fetches the page before the oldest message held. Safe to call repeatedly. */
  loadOlder(conversationId: string): Promise<void>;
  /**
   * Makes sure that a message is held, wherever in the history it is. Afterwards it is in the window, and `excerpt` is null; or it
   * stands in `excerpt`, which is shown in place of the window. Rejects with `not_found` when there is no such message.
   */
  openAround(conversationId: string, messageId: string): Promise<void>;
  /** Fetches the page before or after the excerpt. Safe to call repeatedly. Once it touches the window, the window has it all. */
  extendExcerpt(conversationId: string, direction: "older" | "newer"): Promise<void>;
  /** Back to the window. */
  closeExcerpt(conversationId: string): void;

  /** Queues a message durably and returns its `clientMsgId`. Goes out once, in order (I1, O3). */
  send(conversationId: string, body: string): string;
  /** Tries an entry that failed or waits again, now and with the same id. */
  retry(clientMsgId: string): void;
  /** Removes an entry that is queued or failed. A no-op once it is being sent. */
  discard(clientMsgId: string): void;
  /** What was not sent before I was out of the conversation has been seen to. */
  forgetLeftBehind(conversationId: string): void;
  edit(conversationId: string, messageId: string, body: string): Promise<Message>;
  remove(conversationId: string, messageId: string): Promise<Message>;

  /** Moves my read marker up to `seq`, coalesced; a no-op when it would go back (R1). */
  markRead(conversationId: string, seq: number): void;
  /**
   * Marks the conversation as unread from the message at `seq` on; null takes that mark away. A mark beside the marker (R2): reading
   * on does not take it away, whoever shows the conversation does when it is read anew. Sending there does. Works without a network.
   */
  markUnread(conversationId: string, seq: number | null): void;
  /** For me alone, on all my devices. Works without a network. */
  setMuted(conversationId: string, muted: boolean): void;
  /** Tells the others that I am typing, at most every few seconds; `false` tells them I stopped. */
  setTyping(conversationId: string, isTyping: boolean): void;
  /** Keeps an unsent text on this device. */
  setDraft(conversationId: string, text: string): void;

  /** Messages among those this device holds, the newest first: works without a network, and asks nobody. */
  search(text: string, options?: SearchOptions): Message[];

  findPerson(email: string): Promise<FoundPerson | null>;
  createDm(email: string): Promise<ConversationDetails>;
  createGroup(title: string, memberEmails: string[]): Promise<ConversationDetails>;
  renameGroup(conversationId: string, title: string): Promise<void>;
  addMember(conversationId: string, email: string): Promise<void>;
  removeMember(conversationId: string, userId: string): Promise<void>;
  changeRole(conversationId: string, userId: string, role: Role): Promise<void>;
  /** Leaves a group. */
  leave(conversationId: string): Promise<void>;
}
