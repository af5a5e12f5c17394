/**
 * Brings single conversations up to date, each fetch alone in its conversation's lane (S1, S4). A conversation whose messages
 * are held is caught up change by change; one that is only a row of the list, or unknown, is taken anew. In the lane the
 * cursor stands still, so an answer asked for there is never older than the cursor.
 */
import {
  type ConversationDetails,
  type ConversationSummary,
  type Head,
  LIMITS,
  type Message,
  type SyncBatch,
  type SyncRequest,
} from "@oschat/protocol";
import { atMost } from "./at-most.ts";
import { isGone, tolerateGone } from "./gone.ts";
import type { Lanes } from "./lanes.ts";
import { firstPage, listPages } from "./list-pages.ts";
import { conversationFromDetails, conversationFromSummary } from "./reducers/fresh-conversation.ts";
import { keepMarks } from "./reducers/own-marks.ts";
import { moveMarker, takeHead } from "./reducers/read-marker.ts";
import type { RestCalls } from "./rest-calls.ts";
import type { Conversation } from "./state.ts";
import type { Store } from "./store.ts";

/** Fetches of different conversations under way at once. */
const PARALLEL_FETCHES = 4;
/** From so many rows on, the list is read instead of each alone. */
export const LIST_FROM = 3;

export interface CatchUpDeps {
  store: Store;
  lanes: Lanes;
  rest: RestCalls;
  requestChanges(request: SyncRequest): Promise<SyncBatch>;
  /** This device knows a higher read marker than the server. */
  onMarkerAhead(conversationId: string, lastReadSeq: number): void;
  onUnreadDoubtful(conversationId: string): void;
  /** Server and device agree on revision, marker and unread count. */
  onUnreadConfirmed(conversationId: string): void;
}

export type CatchUp = ReturnType<typeof createCatchUp>;

export function createCatchUp(deps: CatchUpDeps) {
  const { store, lanes, rest, requestChanges, onMarkerAhead, onUnreadDoubtful, onUnreadConfirmed } = deps;

  let drops = 0;

  function drop(ids: readonly string[]): void {
    drops += 1;
    for (const id of ids) store.leaveBehind(id);
    lanes.dropped(ids);
    store.drop(ids);
    for (const id of ids) {
      store.setOutbox(id, []);
      store.setDraft(id, "");
    }
  }

  /** A conversation that the server does not show is dropped (A2). */
  async function orDrop<T>(id: string, isWanted: () => boolean, fetch: () => Promise<T>): Promise<T> {
    try {
      return await fetch();
    } catch (error) {
      if (isGone(error) && isWanted()) drop([id]);
      throw error;
    }
  }

  async function inLane<T>(id: string, fetch: (isWanted: () => boolean) => Promise<T>): Promise<T> {
    return lanes.exclusive([id], (isAnyWanted) => {
      const isWanted = () => isAnyWanted(id);
      return orDrop(id, isWanted, () => fetch(isWanted));
    });
  }

  /** Puts conversations in place of what was held, but never moves a read marker back, nor forgets own marks, not even for a moment. */
  function replace(all: readonly Conversation[]): void {
    for (const { id } of all) lanes.replaced(id);
    store.put(all.map((fresh) => withMarkerOf(store.conversation(fresh.id), fresh)));
  }

  function withMarkerOf(held: Conversation | undefined, fresh: Conversation): Conversation {
    if (held === undefined) return fresh;
    const { id, summary } = fresh;
    const marker = Math.min(held.summary.lastReadSeq, summary.lastSeq);
    const marked = keepMarks({ ...fresh, typing: held.typing }, held.own, store.meId());
    const moved = moveMarker(marked.conversation, marker, store.meId());
    if (marked.isUnreadDoubtful || moved.isUnreadDoubtful) onUnreadDoubtful(id);
    if (marker > summary.lastReadSeq) onMarkerAhead(id, marker);
    return moved.conversation;
  }

  async function pullChanges(id: string, cursor: number, isWanted: () => boolean): Promise<void> {
    const changes: Message[] = [];
    let toRev = cursor;
    let hasMore = true;
    while (hasMore) {
      const batch = await requestChanges({ conversationId: id, afterRev: toRev, limit: LIMITS.syncPage });
      if (!isWanted()) return;
      if (batch.reset) return pullWhole(id, isWanted);
      changes.push(...batch.messages);
      hasMore = batch.hasMore && batch.toRev > toRev;
      toRev = batch.toRev;
    }
    lanes.apply(id, changes, toRev);
  }

  async function pullDetails(id: string, isWanted: () => boolean): Promise<void> {
    const details = await rest.conversation(id);
    if (isWanted()) replace([conversationFromDetails(details)]);
  }

  /** Details and newest page. The page may be newer, never older: what it is ahead arrives again as changes (S4). */
  async function pullWhole(id: string, isWanted: () => boolean): Promise<void> {
    const [details, firstPage] = await Promise.all([rest.conversation(id), rest.newestPage(id)]);
    const page = firstPage.lastRev < details.lastRev ? await rest.newestPage(id) : firstPage;
    if (isWanted()) replace([conversationFromDetails(details, page)]);
  }

  function reconcile(head: Head): void {
    const { conversationId: id } = head;
    const conversation = store.conversation(id);
    if (conversation === undefined) return;
    const taken = takeHead(conversation, head, store.meId());
    store.put([taken.conversation]);
    const { cursor, summary } = taken.conversation;
    if (summary.lastReadSeq > head.lastReadSeq) onMarkerAhead(id, summary.lastReadSeq);
    else if (taken.isUnreadDoubtful) onUnreadDoubtful(id);
    else if (cursor === head.lastRev) onUnreadConfirmed(id);
  }

  const limited = atMost(PARALLEL_FETCHES);

  async function pull(id: string, head: Head | null, isWanted: () => boolean): Promise<void> {
    const held = store.conversation(id);
    if (held === undefined || !held.window.loaded) {
      if (held === undefined || held.cursor !== head?.lastRev) await limited(() => pullDetails(id, isWanted));
    } else if (held.cursor !== head?.lastRev) {
      await limited(() => pullChanges(id, held.cursor, isWanted));
    }
    if (head !== null && isWanted()) reconcile(head);
  }

  /** New rows, and those in place of rows that are older and whose messages are not held. */
  function takeRows(rows: readonly ConversationSummary[]): void {
    const taken = rows.filter((row) => {
      const held = store.conversation(row.id);
      return held === undefined || (!held.window.loaded && held.cursor < row.lastRev);
    });
    replace(taken.map(conversationFromSummary));
  }

  /** In the lane. That the conversation is gone is an answer, not a failure. */
  async function takeAlone(id: string, head: Head, isWanted: () => boolean): Promise<void> {
    await tolerateGone(orDrop(id, isWanted, () => pull(id, head, isWanted)));
  }

  async function adoptInLane(details: ConversationDetails, isWanted: () => boolean): Promise<void> {
    const held = store.conversation(details.id);
    if (held !== undefined && held.cursor >= details.lastRev) return;
    if (held?.window.loaded) await pullChanges(details.id, held.cursor, isWanted);
    else replace([conversationFromDetails(details)]);
  }

  return {
    drop,
    /** Takes marker and unread count from a head. */
    reconcile,

    /** Makes the conversation equal to the server's, then takes marker and unread count from `head` if there is one. */
    bringUpToDate(id: string, head: Head | null = null): Promise<void> {
      return inLane(id, (isWanted) => pull(id, head, isWanted));
    },

    /** Makes sure that members and newest page are there. */
    load(id: string): Promise<void> {
      return inLane(id, async (isWanted) => {
        const held = store.conversation(id);
        if (held === undefined || !held.window.loaded || held.members === null) await pullWhole(id, isWanted);
      });
    },

    /**
     * Takes many rows of the list: new ones, and those whose messages are not held. Each page is put as it comes, and its lanes are
     * free again. What became active meanwhile stands before pages that were read: the few that are left are fetched alone.
     */
    takeList(heads: readonly Head[]): Promise<void> {
      const awaited = new Map(heads.map((head) => [head.conversationId, head]));
      return lanes.exclusive([...awaited.keys()], async (isWanted, release) => {
        for await (const page of listPages(rest)) {
          const rows = page.filter(({ id }) => awaited.has(id));
          takeRows(rows.filter(({ id }) => isWanted(id)));
          for (const { id } of rows) {
            const head = awaited.get(id);
            awaited.delete(id);
            if (head !== undefined && isWanted(id)) reconcile(head);
          }
          release(rows.map(({ id }) => id));
          if (awaited.size < LIST_FROM) break;
        }
        const alone = [...awaited].filter(([id]) => isWanted(id));
        await Promise.all(alone.map(([id, head]) => takeAlone(id, head, () => isWanted(id))));
      });
    },

    /**
     * For a device that holds nothing: what stands first in the list, while the connection is still coming up. It counts as what
     * a device held before it connected does: the heads put it right, and another epoch drops it (S6). `isWanted` is asked when
     * the answer is there; one that may name a conversation dropped meanwhile is of no use (A1), and where a lane is taken
     * its fetch brings what there is.
     */
    async takeFirstRows(isWanted: () => boolean): Promise<void> {
      const dropsBefore = drops;
      const { conversations, epoch } = await firstPage(rest);
      if (!isWanted() || drops !== dropsBefore) return;
      store.setEpoch(epoch);
      store.doubtEpoch();
      takeRows(conversations.filter(({ id }) => lanes.isFree(id)));
    },

    /** Takes a conversation that I have just begun, or catches up to it. */
    adoptNew(details: ConversationDetails): Promise<void> {
      return inLane(details.id, (isWanted) => adoptInLane(details, isWanted));
    },

    /**
     * Takes the server's answer to something I did to a conversation, or catches up to it. One that is not held by now was
     * dropped meanwhile, and the answer is of before (A1).
     */
    adopt(details: ConversationDetails): Promise<void> {
      return inLane(details.id, async (isWanted) => {
        if (store.conversation(details.id) !== undefined) await adoptInLane(details, isWanted);
      });
    },
  };
}
