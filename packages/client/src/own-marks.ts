/**
 * Changes my own marks of a conversation (R2): shown at once, kept on the device, told to the server a moment later, one change of a
 * conversation at a time, and told again until the server has answered.
 */
import { type ChangeOwnMarks, type OwnMarksChanged, Refusal } from "@oschat/protocol";
import type { Clock } from "./clock.ts";
import type { AppliedChanges } from "./reducers/apply-changes.ts";
import { settleMarks, takeMarks, wishMarks } from "./reducers/own-marks.ts";
import type { Conversation } from "./state.ts";
import type { Store } from "./store.ts";

const COALESCE_MS = 50;
const RETRY_MS = 5_000;

export interface OwnMarksDeps {
  store: Store;
  clock: Clock;
  tellMarks(conversationId: string, change: ChangeOwnMarks): Promise<OwnMarksChanged>;
  onUnreadDoubtful(conversationId: string): void;
}

export type OwnMarksDoor = Pick<ReturnType<typeof createOwnMarks>, "take">;

export function createOwnMarks({ store, clock, tellMarks, onUnreadDoubtful }: OwnMarksDeps) {
  const untold = new Set<string>();
  const beingTold = new Set<string>();
  let isOpen = false;
  /** Counts connections: what was asked on an earlier one may be of another epoch, and is asked again (S6). */
  let opened = 0;
  let cancelTimer: (() => void) | null = null;

  function change(id: string, reduce: (held: Conversation) => AppliedChanges): void {
    const held = store.conversation(id);
    if (held === undefined) return;
    const changed = reduce(held);
    store.put([changed.conversation]);
    if (changed.isUnreadDoubtful) onUnreadDoubtful(id);
  }

  function wish(id: string, wished: ChangeOwnMarks): void {
    change(id, (held) => wishMarks(held, wished, store.meId()));
    untold.add(id);
    schedule(COALESCE_MS);
  }

  function schedule(ms: number): void {
    if (!isOpen || untold.size === 0) return;
    cancelTimer ??= clock.after(ms, () => {
      cancelTimer = null;
      for (const id of untold) if (!beingTold.has(id)) void tell(id);
    });
  }

  async function tell(id: string): Promise<void> {
    untold.delete(id);
    const wished = store.conversation(id)?.own.wished;
    if (wished === null || wished === undefined) return;
    const startedOn = opened;
    beingTold.add(id);
    let retryMs = COALESCE_MS;
    try {
      const marks = await tellMarks(id, wished);
      if (startedOn === opened) settle(id, wished, marks);
    } catch (error) {
      if (error instanceof Refusal && !error.retryable) settle(id, wished, null);
      else retryMs = (error instanceof Refusal ? error.details.retryAfterMs : undefined) ?? RETRY_MS;
    } finally {
      beingTold.delete(id);
    }
    if (store.conversation(id)?.own.wished) untold.add(id);
    schedule(retryMs);
  }

  function settle(id: string, told: ChangeOwnMarks, marks: OwnMarksChanged | null): void {
    if (marks !== null) take(marks);
    change(id, (held) => settleMarks(held, told, store.meId()));
  }

  function take(marks: OwnMarksChanged): void {
    change(marks.conversationId, (held) => takeMarks(held, marks, store.meId(), marks.unread));
  }

  return {
    /** The server's news, whichever of my devices caused it. */
    take,

    setMuted(id: string, muted: boolean): void {
      const held = store.conversation(id);
      if (held !== undefined && held.summary.muted !== muted) wish(id, { muted });
    },

    /** Null takes the mark away. */
    markUnread(id: string, seq: number | null): void {
      const held = store.conversation(id);
      if (held === undefined) return;
      const unreadFrom = seq === null || held.summary.lastSeq === 0 ? null : Math.min(seq, held.summary.lastSeq);
      if (held.summary.unreadFrom !== unreadFrom) wish(id, { unreadFrom });
    },

    open(): void {
      isOpen = true;
      opened += 1;
      for (const { id, own } of store.getState().conversations.values()) if (own.wished !== null) untold.add(id);
      schedule(COALESCE_MS);
    },
    close(): void {
      isOpen = false;
      cancelTimer?.();
      cancelTimer = null;
    },
  };
}
