/**
 * Answering "what did I miss?": the present state of whatever changed, a page at a time, or a reset when it is too much (S4).
 * Those who missed little and ask at the same time are answered together; a long answer is read alone, and nobody waits for it.
 */
import { LIMITS, Refusal, type SyncBatch, type SyncRequest } from "@oschat/protocol";
import { askTogether } from "../../database/ask-together.ts";
import type { Db } from "../../database/connection.ts";
import { presentMessage } from "../messages/index.ts";
import { type Changes, type Place, type PlaceAndRev, readChanges, readFewChanges } from "./sync.store.ts";

const MOST_AT_ONCE = 50;
const FEW_CHANGES = 20;

/** @throws {Refusal} not_found when the user is not in the conversation, or the cursor message is not in it (A2) */
export type CatchUp = (request: SyncRequest, userId: string) => Promise<SyncBatch>;

export function createCatchUp(db: Db): CatchUp {
  const fewChanges = askTogether((asked: PlaceAndRev[]) => readFewChanges(db, asked, FEW_CHANGES), MOST_AT_ONCE);

  async function changesSince(asked: PlaceAndRev, limit: number): Promise<Changes> {
    const few = known(await fewChanges(asked));
    const behind = few.lastRev - asked.rev;
    if (behind <= FEW_CHANGES || isOutOfReach(behind)) return few;
    return known(await readChanges(db, asked, { after: { rev: asked.rev }, limit }));
  }

  return async ({ conversationId, afterMessageId, afterRev = 0, limit = LIMITS.syncPageDefault }, userId) => {
    const place = { conversationId, userId };
    if (afterMessageId !== undefined) {
      const changes = known(await readChanges(db, place, { after: { messageId: afterMessageId }, limit: limit + 1 }));
      // What is placed later says nothing about changes of what is placed before.
      return { ...pageOf(place, changes, limit), toRev: 0 };
    }
    const changes = await changesSince({ ...place, rev: afterRev }, limit + 1);
    const { lastSeq, lastRev } = changes;
    if (isOutOfReach(lastRev - afterRev)) {
      return { conversationId, lastSeq, lastRev, messages: [], toRev: lastRev, hasMore: false, reset: true };
    }
    return pageOf(place, changes, limit);
  };
}

function known<T>(answer: T | null | undefined): T {
  if (answer === null || answer === undefined) throw new Refusal("not_found");
  return answer;
}

/** Of changes in `rev` order, one more than the limit if there are more. */
function pageOf({ conversationId }: Place, { lastSeq, lastRev, messages }: Changes, limit: number): SyncBatch {
  const hasMore = messages.length > limit;
  const shown = messages.slice(0, limit);
  const last = shown.at(-1);
  return {
    conversationId,
    lastSeq,
    lastRev,
    messages: shown.map(presentMessage),
    toRev: hasMore && last !== undefined ? last.rev : lastRev,
    hasMore,
    reset: false,
  };
}

/** Too far behind to replay; or ahead of us, which happens only when history went back. */
function isOutOfReach(behind: number): boolean {
  return behind < 0 || behind > LIMITS.syncResetRevisions;
}
