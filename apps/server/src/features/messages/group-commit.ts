/**
 * Group commit: sends that arrive while a commit is under way go together into the next one. No waiting when idle, first in
 * first out, and a queue that refuses rather than grows.
 *
 * Conversations are spread over a few lanes, each with one commit under way, so that one locked conversation does not hold up
 * everyone. When a shared commit fails for one conversation's sake, its conversations are tried apart.
 */
import { Refusal } from "@oschat/protocol";
import { isDatabaseFailure, isLockTimeout, isNeverSent, isUniqueViolation } from "../../database/failures.ts";
import type { Log } from "../../log.ts";
import type { Send, SendResult } from "./append-messages.ts";

const LANES = 2;
const MAX_BATCH = 256;
const MAX_WAITING = 10_000;
const RETRY_WHEN_FULL_MS = 500;
const ATTEMPTS_AFTER_RACE = 3;

interface Waiting {
  send: Send;
  resolve(result: SendResult): void;
  reject(error: unknown): void;
}

interface Lane {
  waiting: Waiting[];
  /** The loop that empties the lane, while it runs. */
  draining: Promise<void> | null;
}

export interface GroupCommit {
  /**
   * Resolves once the send is committed or judged.
   *
   * @throws {Refusal} overloaded when the queue is full or finishing, outcome_unknown when the connection broke around COMMIT (I3)
   */
  send(send: Send): Promise<SendResult>;
  /** Accepts nothing more, and resolves when everything accepted is settled. */
  finish(): Promise<void>;
}

/** @param append stores a batch in one transaction, answering in its order */
export function createGroupCommit(append: (sends: readonly Send[]) => Promise<SendResult[]>, log: Log): GroupCommit {
  const lanes: Lane[] = Array.from({ length: LANES }, () => ({ waiting: [], draining: null }));
  let isFinishing = false;

  async function drain(lane: Lane): Promise<void> {
    while (lane.waiting.length > 0) await settle(lane.waiting.splice(0, MAX_BATCH));
    lane.draining = null;
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await appendAgainAfterRace(batch.map(({ send }) => send));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result === undefined) reject(new Error("a batch was answered short"));
        else resolve(result);
      }
    } catch (error) {
      const conversations = new Set(batch.map(({ send }) => send.conversationId));
      if (conversations.size > 1 && !isConnectionLost(error)) {
        await Promise.all(
          [...conversations].map((id) => settle(batch.filter(({ send }) => send.conversationId === id))),
        );
        return;
      }
      const reason = isConnectionLost(error) ? new Refusal("outcome_unknown") : error;
      if (reason !== error) log.error({ err: error, sends: batch.length }, "connection lost around a commit");
      for (const { reject } of batch) reject(reason);
    }
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
      const lane = lanes[laneOf(send.conversationId)] as Lane;
      if (isFinishing || lane.waiting.length >= MAX_WAITING) {
        return Promise.reject(new Refusal("overloaded", { retryAfterMs: RETRY_WHEN_FULL_MS }));
      }
      return new Promise((resolve, reject) => {
        lane.waiting.push({ send, resolve, reject });
        lane.draining ??= drain(lane);
      });
    },
    async finish() {
      isFinishing = true;
      await Promise.all(lanes.map(({ draining }) => draining));
    },
  };
}

/** The last hex digit of a UUID is random. */
function laneOf(conversationId: string): number {
  return Number.parseInt(conversationId.slice(-1), 16) % LANES;
}

function isConnectionLost(error: unknown): boolean {
  return isDatabaseFailure(error) && !isLockTimeout(error) && !isNeverSent(error);
}
