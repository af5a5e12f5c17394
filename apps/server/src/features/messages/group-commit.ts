/**
 * Group commit: sends that arrive while commits are under way go together into the next one. No waiting when idle, first in
 * first out, and a queue that refuses rather than grows.
 *
 *     send ──> waiting ──(a lane is free)──> commit under way ──> the next begins ──> this one's senders are told
 *                                                   └─(held up)──> gives its lane away
 *
 * Where many wait there are two lanes, so that one commit computes while the other waits for the disk. A conversation is in one
 * commit at a time, so its order is that of arrival. The next commit begins before anything is made of the last one's results, so
 * that the database works while its senders are told. When a shared commit fails for one conversation's sake, its conversations
 * are tried apart.
 *
 * Where the connection broke around COMMIT, nobody could be told of a message that may be stored. Sent again and found, it counts as
 * stored just now, so that everybody learns of it then.
 */
import { Refusal } from "@oschat/protocol";
import { isDatabaseFailure, isLockTimeout, isNeverSent, isUniqueViolation } from "../../database/failures.ts";
import type { Log } from "../../log.ts";
import type { Send, SendResult } from "./append-messages.ts";

const LANES = 2;
/** With fewer waiting, a second commit would only make two small ones out of one that costs less. */
const SECOND_LANE_FROM = 32;
const MAX_BATCH = 256;
const MAX_WAITING = 10_000;
const RETRY_WHEN_FULL_MS = 500;
const ATTEMPTS_AFTER_RACE = 3;
/** A commit that takes longer waits for a lock or for the disk: nobody else has to wait for it. */
const HELD_UP_AFTER_MS = 50;
const MAX_UNDER_WAY = 4;
/** Sends of unknown outcome that are remembered. Whoever is forgotten is found by comparing heads (S5). */
const MAX_DOUBTS = 10_000;

interface Waiting {
  send: Send;
  resolve(result: SendResult): void;
  reject(error: unknown): void;
}

/** What it has to do at this moment. */
export interface Load {
  /** Sends that no commit has taken yet. */
  waiting: number;
  /** How long the oldest commit has been under way; 0 when there is none. */
  oldestCommitMs: number;
}

export interface GroupCommit {
  /**
   * Resolves once the send is committed or judged.
   *
   * @throws {Refusal} overloaded when the queue is full or finishing, outcome_unknown when the connection broke around COMMIT (I3)
   */
  send(send: Send): Promise<SendResult>;
  load(): Load;
  /** Accepts nothing more, and resolves when everything accepted is settled. */
  finish(): Promise<void>;
}

/** @param append stores a batch in one transaction, answering in its order */
export function createGroupCommit(append: (sends: readonly Send[]) => Promise<SendResult[]>, log: Log): GroupCommit {
  let waiting: Waiting[] = [];
  const underWay = new Map<Promise<void>, { conversations: ReadonlySet<string>; begunAt: number }>();
  let freeLanes = LANES;
  let isFinishing = false;
  /** Ids of messages whose commit broke: if they are stored, nobody has been told. */
  const doubts = new Set<string>();

  function next(): void {
    if (freeLanes === 0 || underWay.size >= MAX_UNDER_WAY) return;
    if (freeLanes < LANES && waiting.length < SECOND_LANE_FROM) return;
    const batch = takeBatch();
    if (batch.length === 0) return;
    freeLanes -= 1;
    let isHeldUp = false;
    const overtaking = setTimeout(() => {
      isHeldUp = true;
      freeLane();
    }, HELD_UP_AFTER_MS);
    const commit = settle(batch, () => {
      clearTimeout(overtaking);
      underWay.delete(commit);
      if (isHeldUp) next();
      else freeLane();
    });
    const conversations = new Set(batch.map(({ send }) => send.conversationId));
    underWay.set(commit, { conversations, begunAt: performance.now() });
  }

  function freeLane(): void {
    freeLanes += 1;
    next();
  }

  function isUnderWay(conversationId: string): boolean {
    for (const { conversations } of underWay.values()) if (conversations.has(conversationId)) return true;
    return false;
  }

  /** The first that wait, without the conversations of commits under way. */
  function takeBatch(): Waiting[] {
    if (underWay.size === 0) return waiting.splice(0, MAX_BATCH);
    const batch = waiting.filter(({ send }) => !isUnderWay(send.conversationId)).slice(0, MAX_BATCH);
    const taken = new Set(batch);
    waiting = waiting.filter((one) => !taken.has(one));
    return batch;
  }

  /** @param whenOver called when the database is done with them, before anybody is told */
  async function settle(batch: readonly Waiting[], whenOver: () => void): Promise<void> {
    let results: SendResult[];
    try {
      results = await appendAgainAfterRace(batch.map(({ send }) => send));
    } catch (error) {
      return settleFailed(batch, error, whenOver);
    }
    whenOver();
    for (const [index, { resolve, reject }] of batch.entries()) {
      const result = results[index];
      if (result === undefined) reject(new Error("a batch was answered short"));
      else resolve(doubts.size === 0 ? result : withoutDoubt(result));
    }
  }

  async function settleFailed(batch: readonly Waiting[], error: unknown, whenOver: () => void): Promise<void> {
    const conversations = new Set(batch.map(({ send }) => send.conversationId));
    if (conversations.size > 1 && !isConnectionLost(error)) {
      const ofConversation = (id: string) => batch.filter(({ send }) => send.conversationId === id);
      await Promise.all([...conversations].map((id) => settle(ofConversation(id), () => {})));
      whenOver();
      return;
    }
    whenOver();
    const reason = isConnectionLost(error) ? new Refusal("outcome_unknown") : error;
    if (reason !== error) doubt(batch);
    if (reason !== error) log.error({ err: error, sends: batch.length }, "connection lost around a commit");
    for (const { reject } of batch) reject(reason);
  }

  function doubt(batch: readonly Waiting[]): void {
    for (const { send } of batch) doubts.add(send.messageId);
    for (const messageId of doubts) {
      if (doubts.size <= MAX_DOUBTS) break;
      doubts.delete(messageId);
    }
  }

  /** A message that a broken commit stored is news to whoever finds it first. */
  function withoutDoubt(result: SendResult): SendResult {
    const isNews = result.outcome === "repeated" && doubts.delete(result.ack.messageId);
    return isNews ? { ...result, outcome: "stored" } : result;
  }

  /** The same id sent into two conversations at once is found only by the unique index; looking again finds the other. */
  async function appendAgainAfterRace(sends: readonly Send[]): Promise<SendResult[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await append(sends);
      } catch (error) {
        if (!isUniqueViolation(error) || attempt === ATTEMPTS_AFTER_RACE) throw error;
      }
    }
  }

  return {
    send(send) {
      if (isFinishing || waiting.length >= MAX_WAITING) {
        return Promise.reject(new Refusal("overloaded", { retryAfterMs: RETRY_WHEN_FULL_MS }));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ send, resolve, reject });
        // Otherwise the end of that commit is what it waits for, and all who wait need not be gone through in vain.
        if (!isUnderWay(send.conversationId)) next();
      });
    },
    load() {
      const [oldest] = underWay.values();
      const oldestCommitMs = oldest === undefined ? 0 : performance.now() - oldest.begunAt;
      return { waiting: waiting.length, oldestCommitMs };
    },
    async finish() {
      isFinishing = true;
      while (waiting.length > 0 || underWay.size > 0) {
        await Promise.race(underWay.keys());
      }
    },
  };
}

function isConnectionLost(error: unknown): boolean {
  return isDatabaseFailure(error) && !isLockTimeout(error) && !isNeverSent(error);
}
