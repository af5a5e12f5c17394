/**
 * Moves my own read marker (R1): shown at once, told to the server a moment later so that scrolling makes one request, and
 * told again after a lost connection. Never goes back.
 */
import { type MarkRead, type ReadMarker, Refusal } from "@oschat/protocol";
import type { Clock } from "./clock.ts";
import type { Lanes } from "./lanes.ts";
import { moveMarker } from "./reducers/read-marker.ts";
import type { Store } from "./store.ts";

const COALESCE_MS = 100;
const RETRY_MS = 5_000;

export interface ReadMarkDeps {
  store: Store;
  lanes: Lanes;
  clock: Clock;
  sendMark(mark: MarkRead): Promise<ReadMarker>;
  onUnreadDoubtful(conversationId: string): void;
}

export function createReadMarks({ store, lanes, clock, sendMark, onUnreadDoubtful }: ReadMarkDeps) {
  /** Markers that the server has not confirmed. */
  const pending = new Map<string, number>();
  let isOpen = false;
  let cancelTimer: (() => void) | null = null;

  function schedule(ms: number): void {
    if (!isOpen || pending.size === 0) return;
    cancelTimer ??= clock.after(ms, () => {
      cancelTimer = null;
      for (const [conversationId, seq] of pending) void tell(conversationId, seq);
    });
  }

  async function tell(conversationId: string, seq: number): Promise<void> {
    try {
      const marker = await sendMark({ conversationId, seq });
      if (pending.get(conversationId) === seq) pending.delete(conversationId);
      lanes.offerMarker(marker);
    } catch (error) {
      const isFinal = error instanceof Refusal && !error.retryable;
      if (isFinal && pending.get(conversationId) === seq) pending.delete(conversationId);
      if (!isFinal) schedule(error instanceof Refusal ? (error.details.retryAfterMs ?? RETRY_MS) : RETRY_MS);
    }
  }

  return {
    mark(conversationId: string, seq: number): void {
      const conversation = store.conversation(conversationId);
      if (conversation === undefined) return;
      const upTo = Math.min(seq, conversation.summary.lastSeq);
      if (upTo <= conversation.summary.lastReadSeq) return;
      const moved = moveMarker(conversation, upTo, store.meId());
      store.put([moved.conversation]);
      if (moved.isUnreadDoubtful) onUnreadDoubtful(conversationId);
      pending.set(conversationId, upTo);
      schedule(COALESCE_MS);
    },

    /** The server does not know how far I have read: it never heard, or forgot. */
    tellAgain(conversationId: string, seq: number): void {
      if ((pending.get(conversationId) ?? 0) >= seq) return;
      pending.set(conversationId, seq);
      schedule(COALESCE_MS);
    },

    open(): void {
      isOpen = true;
      schedule(COALESCE_MS);
    },
    close(): void {
      isOpen = false;
      cancelTimer?.();
      cancelTimer = null;
    },
  };
}
