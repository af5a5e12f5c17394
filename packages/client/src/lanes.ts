/**
 * One lane per conversation: the order in which changes reach it. A live change is applied only if its `rev` follows the
 * cursor (S1); while a fetch of the same conversation is under way, and between subscribing and knowing the heads (S2), live
 * changes are held and then put to the same test. A gap that stays open is reported after a short while.
 *
 *     offer ──> lane open and idle? ──no──> held ──(fetch done, heads known)──┐
 *                    │ yes                                                    │
 *                    v                                                        v
 *               rev <= cursor: ignored    rev = cursor + 1: applied    rev higher: held, onGap after 300 ms
 */
import type { Message, ReadMarker } from "@oschat/protocol";
import type { Clock } from "./clock.ts";
import { applyChanges } from "./reducers/apply-changes.ts";
import { moveMarker } from "./reducers/read-marker.ts";
import type { Store } from "./store.ts";

const HOLD_BACK_MS = 300;
const LONGEST_HOLD_BACK_MS = 30_000;

interface Lane {
  readonly held: Map<number, Message>;
  heldMarker: ReadMarker | null;
  /** Fetches waiting or under way. */
  fetches: number;
  /** Fetches that failed since the last that did not: the next gap waits longer. */
  failures: number;
  lastFetch: Promise<unknown>;
  /** How often the conversation was dropped: what was asked for before a drop is not applied after it (A1). */
  drops: number;
  cancelGapTimer: (() => void) | null;
  readonly recordings: Set<Recording>;
}

/** Every change applied since the recording began; stale once the conversation was replaced as a whole. */
export interface Recording {
  readonly changes: Message[];
  isStale: boolean;
}

export interface LaneDeps {
  store: Store;
  clock: Clock;
  /** Changes are missing, or the conversation is unknown: fetch. */
  onGap(conversationId: string): void;
  /** The unread count of this conversation is a guess. */
  onUnreadDoubtful(conversationId: string): void;
}

export type Lanes = ReturnType<typeof createLanes>;

export function createLanes({ store, clock, onGap, onUnreadDoubtful }: LaneDeps) {
  const lanes = new Map<string, Lane>();
  /** Conversations I was added to while the lanes were closed. */
  const announced = new Set<string>();
  let isOpen = false;

  function laneOf(id: string): Lane {
    const known = lanes.get(id);
    if (known !== undefined) return known;
    const lane: Lane = {
      held: new Map(),
      heldMarker: null,
      fetches: 0,
      failures: 0,
      lastFetch: Promise.resolve(),
      drops: 0,
      cancelGapTimer: null,
      recordings: new Set(),
    };
    lanes.set(id, lane);
    return lane;
  }

  function apply(id: string, changes: readonly Message[], toRev: number): void {
    const conversation = store.conversation(id);
    if (conversation === undefined) return;
    const applied = applyChanges(conversation, changes, toRev, store.meId());
    for (const recording of laneOf(id).recordings) recording.changes.push(...changes);
    store.put([applied.conversation]);
    if (applied.isUnreadDoubtful) onUnreadDoubtful(id);
  }

  function applyMarker(marker: ReadMarker): void {
    const conversation = store.conversation(marker.conversationId);
    if (conversation === undefined || marker.lastReadSeq < conversation.summary.lastReadSeq) return;
    const moved = moveMarker(conversation, marker.lastReadSeq, store.meId(), marker.unread);
    store.put([moved.conversation]);
    if (moved.isUnreadDoubtful) onUnreadDoubtful(marker.conversationId);
  }

  /** Applies what follows the cursor without a gap, forgets what lies below it, and minds the gap before the rest. */
  function drain(id: string): void {
    const lane = laneOf(id);
    if (!isOpen || lane.fetches > 0) return;
    for (let next = nextHeld(id, lane); next !== undefined; next = nextHeld(id, lane)) apply(id, [next], next.rev);
    const cursor = store.conversation(id)?.cursor ?? 0;
    for (const rev of lane.held.keys()) if (rev <= cursor) lane.held.delete(rev);
    if (lane.heldMarker !== null) {
      applyMarker(lane.heldMarker);
      lane.heldMarker = null;
    }
    if (lane.held.size === 0) stopGapTimer(lane);
    else lane.cancelGapTimer ??= clock.after(holdBackMs(lane), () => reportGap(id, lane));
  }

  function holdBackMs(lane: Lane): number {
    return Math.min(HOLD_BACK_MS * 2 ** lane.failures, LONGEST_HOLD_BACK_MS);
  }

  function nextHeld(id: string, lane: Lane): Message | undefined {
    const conversation = store.conversation(id);
    return conversation === undefined ? undefined : lane.held.get(conversation.cursor + 1);
  }

  function stopGapTimer(lane: Lane): void {
    lane.cancelGapTimer?.();
    lane.cancelGapTimer = null;
  }

  function reportGap(id: string, lane: Lane): void {
    lane.cancelGapTimer = null;
    if (isOpen && lane.fetches === 0 && lane.held.size > 0) onGap(id);
  }

  /** The lane is one fetch's own once those before it are over. Returns how to leave it. */
  function take(lane: Lane): (hasFailed: boolean) => void {
    lane.fetches += 1;
    let end = () => {};
    lane.lastFetch = new Promise<void>((resolve) => {
      end = resolve;
    });
    return (hasFailed) => {
      lane.fetches -= 1;
      lane.failures = hasFailed ? lane.failures + 1 : 0;
      end();
    };
  }

  function forget(lane: Lane): void {
    lane.held.clear();
    lane.heldMarker = null;
    stopGapTimer(lane);
  }

  return {
    /** A change that has just happened. */
    offer(message: Message): void {
      const { conversationId: id, rev } = message;
      const lane = laneOf(id);
      const conversation = store.conversation(id);
      if (conversation !== undefined && rev <= conversation.cursor) return;
      lane.held.set(rev, message);
      if (conversation === undefined && isOpen && lane.fetches === 0) onGap(id);
      else drain(id);
    },

    /** I am in this conversation now. */
    announce(id: string): void {
      if (!isOpen) announced.add(id);
      else if (store.conversation(id) === undefined && laneOf(id).fetches === 0) onGap(id);
    },

    /** My own marker, moved elsewhere. */
    offerMarker(marker: ReadMarker): void {
      const lane = laneOf(marker.conversationId);
      if (isOpen && lane.fetches === 0) applyMarker(marker);
      else if (marker.lastReadSeq >= (lane.heldMarker?.lastReadSeq ?? 0)) lane.heldMarker = marker;
    },

    /** Everything that changed up to `toRev`, fetched by the holder of the lane. */
    apply,

    /**
     * Runs a fetch that replaces or advances these conversations; live changes wait for it, other fetches of the same
     * conversations come before or after it. `isWanted` tells whether a conversation was not dropped meanwhile, `release`
     * frees the lanes of those that are done before the rest.
     */
    async exclusive<T>(
      ids: readonly string[],
      fetch: (isWanted: (id: string) => boolean, release: (ids: readonly string[]) => void) => Promise<T>,
    ): Promise<T> {
      const free = Promise.all(ids.map((id) => laneOf(id).lastFetch));
      const taken = new Map(ids.map((id) => [id, take(laneOf(id))]));
      const leave = (done: readonly string[], hasFailed: boolean) => {
        for (const id of done) {
          taken.get(id)?.(hasFailed);
          taken.delete(id);
          drain(id);
        }
      };
      let hasFailed = true;
      try {
        await free;
        const drops = new Map(ids.map((id) => [id, laneOf(id).drops]));
        const isWanted = (id: string) => drops.get(id) === laneOf(id).drops;
        const result = await fetch(isWanted, (done) => leave(done, false));
        hasFailed = false;
        return result;
      } finally {
        leave([...taken.keys()], hasFailed);
      }
    },

    /** No fetch of the conversation waits or is under way. */
    isFree: (id: string): boolean => (lanes.get(id)?.fetches ?? 0) === 0,

    /** Records the changes applied from now on, for a page of history under way. */
    record(id: string): { recording: Recording; stop(): void } {
      const { recordings } = laneOf(id);
      const recording: Recording = { changes: [], isStale: false };
      recordings.add(recording);
      return { recording, stop: () => recordings.delete(recording) };
    },

    /** The conversation was put anew as a whole: recordings of it are void. */
    replaced(id: string): void {
      for (const recording of laneOf(id).recordings) recording.isStale = true;
    },

    /** These conversations are gone: nothing held or on its way for them counts any more. */
    dropped(ids: readonly string[]): void {
      for (const id of ids) {
        const lane = laneOf(id);
        announced.delete(id);
        lane.drops += 1;
        for (const recording of lane.recordings) recording.isStale = true;
        forget(lane);
      }
    },
    /** As {@link dropped}, also for conversations that are only being fetched. */
    allDropped(): void {
      this.dropped([...lanes.keys()]);
    },

    /** The heads are known and the fetches they call for are queued: drain (S2). */
    open(): void {
      isOpen = true;
      for (const id of announced) laneOf(id);
      for (const [id, lane] of lanes) {
        const isAwaited = lane.held.size > 0 || announced.has(id);
        if (isAwaited && lane.fetches === 0 && store.conversation(id) === undefined) onGap(id);
        else drain(id);
      }
      announced.clear();
    },
    /** Not subscribed: what is held is of no use, the next heads make up for it. */
    close(): void {
      isOpen = false;
      announced.clear();
      for (const lane of lanes.values()) forget(lane);
    },
  };
}
