/** What the engine keeps on the device, as a port. Every `write` is one transaction: all of it or none (S3). */
import type { Me } from "@oschat/protocol";
import type { Conversation, OutboxEntry } from "./state.ts";

/** A conversation with its cursor, saved together, and what I wish of it that the server does not know yet. Typing and outbox are not part of it. */
export type StoredConversation = Pick<Conversation, "id" | "summary" | "members" | "window" | "cursor" | "own">;

export interface StoredMeta {
  readonly epoch: string;
  readonly me: Me;
}

export interface StoredState {
  readonly meta: StoredMeta | null;
  readonly conversations: readonly StoredConversation[];
  /** Oldest first. */
  readonly outbox: readonly OutboxEntry[];
  readonly drafts: ReadonlyMap<string, string>;
}

export interface StorageWrite {
  readonly meta?: StoredMeta;
  readonly putConversations?: readonly StoredConversation[];
  readonly deleteConversations?: readonly string[];
  readonly putOutbox?: readonly OutboxEntry[];
  readonly deleteOutbox?: readonly string[];
  /** Empty text deletes. */
  readonly putDrafts?: ReadonlyMap<string, string>;
}

export interface Storage {
  read(): Promise<StoredState>;
  write(changes: StorageWrite): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}
