/**
 * Keeps the whole state equal to the server's: after every (re)connect, on waking up and at intervals the heads are compared
 * (S2, S5), differences are fetched, and another epoch drops everything cached (S6).
 *
 *     ready ──> heads ──> fetches queued in their lanes ──> lanes open ──> fetches done: live
 */
import { type DownPayload, type Head, type Heads, type HeadsRequest, LIMITS, Refusal } from "@oschat/protocol";
import { type CatchUp, LIST_FROM } from "./catch-up.ts";
import type { Clock } from "./clock.ts";
import { isGone, tolerateGone } from "./gone.ts";
import { digestOf, planFromHeads } from "./heads.ts";
import type { Lanes } from "./lanes.ts";
import type { Logger } from "./logger.ts";
import type { RestCalls } from "./rest-calls.ts";
import type { Store } from "./store.ts";

const DOUBT_MS = 1_000;

export interface SyncDeps {
  store: Store;
  lanes: Lanes;
  catchUp: CatchUp;
  rest: RestCalls;
  clock: Clock;
  /** 0 to 1. */
  random: () => number;
  logger: Logger;
  requestHeads(request: HeadsRequest): Promise<Heads>;
  /** Everything cached was dropped because the server was restored: acknowledgements of before do not count (S6). */
  onEpochChanged(): void;
  /** The connection does not answer. */
  onConnectionLost(): void;
}

export function createSync(deps: SyncDeps) {
  const { store, lanes, catchUp, rest, clock, random, logger, requestHeads, onEpochChanged, onConnectionLost } = deps;
  /** Conversations whose unread count is a guess: the next heads are asked for in full. */
  const doubts = new Set<string>();
  /** Conversations that somebody looks at: loaded again whenever they come to lack their messages. */
  const opened = new Set<string>();
  let hasComparedInFull = false;
  let isComparing = false;
  let isConnected = false;
  /** Told that something may have been missed, before the first comparison was over. */
  let isHinted = false;
  /** Counts connections, so that what an earlier one asked for is not blamed on the present one. */
  let connectionNumber = 0;
  let cancelTimer = () => {};

  function forgetConversations(): void {
    lanes.allDropped();
    store.drop([...store.getState().conversations.keys()]);
    store.setListLoaded(false);
    hasComparedInFull = false;
  }

  async function ensureMe(userId: string): Promise<void> {
    if (store.meId() !== userId) return store.setMe(await rest.me());
    rest.me().then(store.setMe, (error) => logger.warn("Could not refresh my own profile.", error));
  }

  function takeEpoch(epoch: string): void {
    const known = store.epoch();
    if (known !== null && known !== epoch) {
      forgetConversations();
      onEpochChanged();
    }
    store.setEpoch(epoch);
  }

  async function compareHeads(isWanted: () => boolean): Promise<void> {
    const { conversations } = store.getState();
    const heldWhenAsked = new Set(conversations.keys());
    const isFull = !hasComparedInFull || doubts.size > 0;
    const answer = await requestHeads(isFull ? {} : { digest: digestOf(conversations) });
    if (!isWanted()) return;
    if (answer.epoch !== store.epoch()) {
      takeEpoch(answer.epoch);
      return compareHeads(isWanted);
    }
    const fetches = answer.heads === null ? [] : bringToHeads(answer.heads, heldWhenAsked);
    lanes.open();
    await Promise.all(fetches);
    if (answer.heads !== null) hasComparedInFull = true;
    store.setListLoaded(true);
  }

  /** Acts on the differences; the fetches have taken their lanes when this returns (S2). */
  function bringToHeads(heads: readonly Head[], heldWhenAsked: ReadonlySet<string>): Promise<void>[] {
    const plan = planFromHeads(store.getState().conversations, heads, heldWhenAsked);
    if (plan.drop.length > 0) catchUp.drop(plan.drop);
    for (const head of plan.equal) catchUp.reconcile(head);
    const single = plan.refresh.length >= LIST_FROM ? plan.catchUp : [...plan.catchUp, ...plan.refresh];
    const fetches = single.map((head) => tolerateGone(catchUp.bringUpToDate(head.conversationId, head)));
    if (plan.refresh.length >= LIST_FROM) fetches.push(catchUp.takeList(plan.refresh));
    return fetches;
  }

  function schedule(ms: number): void {
    cancelTimer();
    cancelTimer = clock.after(ms, () => void compareNow());
  }

  /** Compares while live. A connection that does not answer is given up. */
  async function compareNow(): Promise<void> {
    if (isComparing || !isConnected) return;
    isComparing = true;
    const startedOn = connectionNumber;
    const isWanted = () => startedOn === connectionNumber;
    schedule(LIMITS.headsIntervalMs);
    const doubted = [...doubts];
    try {
      await compareHeads(isWanted);
      loadOpened();
    } catch (error) {
      if (error instanceof Refusal) logger.warn("Could not compare with the server; trying again later.", error);
      else if (isWanted()) onConnectionLost();
    } finally {
      isComparing = false;
    }
    if ([...doubts].some((id) => !doubted.includes(id))) schedule(DOUBT_MS);
  }

  function loadOpened(): void {
    for (const id of opened) {
      const held = store.conversation(id);
      if (held === undefined || (held.window.loaded && held.members !== null)) continue;
      catchUp.load(id).catch((error) => {
        if (isGone(error)) opened.delete(id);
        else logger.warn("Could not load an open conversation.", error);
      });
    }
  }

  return {
    compareNow,
    /**
     * Who and what answers, before anything is sent: to another epoch what was acknowledged may be unknown (S6), and another
     * person's unsent messages are not mine to send.
     */
    recognise({ userId, epoch }: DownPayload<"ready">): void {
      if (store.meId() !== "" && store.meId() !== userId) {
        forgetConversations();
        store.dropUnsent();
      }
      takeEpoch(epoch);
    },
    /** After `ready`: resolves when the state is equal to the server's. Rejects when the connection is of no use. */
    async catchUpAll(userId: string, isWanted: () => boolean): Promise<void> {
      await ensureMe(userId);
      if (!isWanted()) return;
      await compareHeads(isWanted);
      if (!isWanted()) return;
      isConnected = true;
      schedule(doubts.size > 0 || isHinted ? DOUBT_MS : LIMITS.headsIntervalMs);
      isHinted = false;
      loadOpened();
    },
    disconnected(): void {
      isConnected = false;
      isHinted = false;
      store.doubtEpoch();
      connectionNumber += 1;
      cancelTimer();
      lanes.close();
    },
    /** The server may have missed something. */
    hint(withinMs: number): void {
      if (isConnected) schedule(random() * Math.min(withinMs, LIMITS.headsIntervalMs));
      else isHinted = true;
    },
    /** Changes are missing, or a conversation is unknown. */
    fillGap(id: string): void {
      void tolerateGone(catchUp.bringUpToDate(id)).catch((error) => logger.warn("Could not fill a gap yet.", error));
    },
    doubtUnread(id: string): void {
      if (doubts.has(id)) return;
      doubts.add(id);
      if (isConnected && !isComparing) schedule(DOUBT_MS);
    },
    confirmUnread: (id: string) => doubts.delete(id),
    /** Loads the conversation, and again whenever its messages are dropped. */
    async open(id: string): Promise<void> {
      opened.add(id);
      const held = store.conversation(id);
      if (held === undefined || !held.window.loaded || held.members === null) await catchUp.load(id);
    },
  };
}
