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
  Refusal,
  type SyncBatch,
  type SyncRequest,
} from "@oschat/protocol";
import { atMost } from "./at-most.ts";
import type { Lanes } from "./lanes.ts";
import { conversationFromDetails, conversationFromSummary } from "./reducers/fresh-conversation.ts";
import { takeHead } from "./reducers/read-marker.ts";
import type { RestCalls } from "./rest-calls.ts";
import type { Conversation } from "./state.ts";
import type { Store } from "./store.ts";

/** Fetches of different conversations under way at once. */
const PARALLEL_FETCHES = 4;

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

  function drop(ids: readonly string[]): void {
    lanes.dropped(ids);
    store.drop(ids);
    for (const id of ids) {
      store.setOutbox(id, []);
      store.setDraft(id, "");
    }
  }

  /** Fetches in the lane; a conversation that the server does not show is dropped (A2). */
  async function inLane<T>(id: string, fetch: (isWanted: () => boolean) => Promise<T>): Promise<T> {
    return lanes.exclusive([id], async (isWanted) => {
      try {
        return await fetch(() => isWanted(id));
      } catch (error) {
        if (error instanceof Refusal && error.code === "not_found" && isWanted(id)) drop([id]);
        throw error;
      }
    });
  }

  /** Puts a conversation in place of what was held, but never moves the read marker back. */
  function replace(fresh: Conversation): void {
    const held = store.conversation(fresh.id);
    lanes.replaced(fresh.id);
    store.put([{ ...fresh, typing: held?.typing ?? [] }]);
    const marker = Math.min(held?.summary.lastReadSeq ?? 0, fresh.summary.lastSeq);
    if (marker <= fresh.summary.lastReadSeq) return;
    lanes.offerMarker({
      conversationId: fresh.id,
      lastReadSeq: marker,
      lastSeenMessageId: null,
      unread: fresh.summary.unread,
    });
    onMarkerAhead(fresh.id, marker);
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
    if (isWanted()) replace(conversationFromDetails(details));
  }

  /** Details and newest page. The page may be newer, never older: what it is ahead arrives again as changes (S4). */
  async function pullWhole(id: string, isWanted: () => boolean): Promise<void> {
    const [details, firstPage] = await Promise.all([rest.conversation(id), rest.newestPage(id)]);
    const page = firstPage.lastRev < details.lastRev ? await rest.newestPage(id) : firstPage;
    if (isWanted()) replace(conversationFromDetails(details, page));
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

  return {
    drop,
    /** Takes marker and unread count from a head. */
    reconcile,

    /** Makes the conversation equal to the server's, then takes marker and unread count from `head` if there is one. */
    bringUpToDate(id: string, head: Head | null = null): Promise<void> {
      return inLane(id, async (isWanted) => {
        const held = store.conversation(id);
        if (held === undefined || !held.window.loaded) {
          if (held === undefined || held.cursor !== head?.lastRev) await limited(() => pullDetails(id, isWanted));
        } else if (held.cursor !== head?.lastRev) {
          await limited(() => pullChanges(id, held.cursor, isWanted));
        }
        if (head !== null && isWanted()) reconcile(head);
      });
    },

    /** Makes sure that members and newest page are there. */
    load(id: string): Promise<void> {
      return inLane(id, async (isWanted) => {
        const held = store.conversation(id);
        if (held === undefined || !held.window.loaded || held.members === null) await pullWhole(id, isWanted);
      });
    },

    /** Takes many rows of the list in one request: new ones, and those whose messages are not held. */
    takeList(heads: readonly Head[]): Promise<void> {
      const ids = heads.map((head) => head.conversationId);
      return lanes.exclusive(ids, async (isWanted) => {
        const { conversations } = await rest.conversations();
        const listed = new Map<string, ConversationSummary>(conversations.map((summary) => [summary.id, summary]));
        const rows = ids.map((id) => listed.get(id)).filter((row) => row !== undefined);
        const wanted = rows.filter((row) => isWanted(row.id));
        store.put(wanted.filter((row) => store.conversation(row.id) === undefined).map(conversationFromSummary));
        for (const row of wanted) {
          const held = store.conversation(row.id);
          if (held !== undefined && !held.window.loaded && held.cursor < row.lastRev)
            replace(conversationFromSummary(row));
        }
        for (const head of heads) if (isWanted(head.conversationId)) reconcile(head);
      });
    },

    /** Takes the server's answer to something I did to a conversation, or catches up to it. */
    async adopt(details: ConversationDetails): Promise<void> {
      await inLane(details.id, async (isWanted) => {
        const held = store.conversation(details.id);
        if (held === undefined) replace(conversationFromDetails(details));
        else if (held.cursor >= details.lastRev) return;
        else if (held.window.loaded) await pullChanges(details.id, held.cursor, isWanted);
        else replace(conversationFromDetails(details));
      });
    },
  };
}
