/** Answering "what did I miss?": the present state of whatever changed, a page at a time, or a reset when it is too much (S4). */
import { LIMITS, Refusal, type SyncBatch, type SyncRequest } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import { presentMessage } from "../messages/index.ts";
import { readChanges } from "./sync.store.ts";

/** @throws {Refusal} not_found when the user is not in the conversation, or the cursor message is not in it (A2) */
export async function catchUp(db: Db, request: SyncRequest, userId: string): Promise<SyncBatch> {
  const { conversationId, afterMessageId, afterRev = 0 } = request;
  const limit = request.limit ?? LIMITS.syncPageDefault;
  const after = afterMessageId === undefined ? { rev: afterRev } : { messageId: afterMessageId };
  const changes = await readChanges(db, { conversationId, userId }, { after, limit: limit + 1 });
  if (changes === null) throw new Refusal("not_found");
  const { lastSeq, lastRev } = changes;
  const heads = { conversationId, lastSeq, lastRev };
  if ("rev" in after && isOutOfReach(after.rev, lastRev)) {
    return { ...heads, messages: [], toRev: lastRev, hasMore: false, reset: true };
  }
  const hasMore = changes.messages.length > limit;
  const page = changes.messages.slice(0, limit);
  const last = page.at(-1);
  const reachedRev = hasMore && last !== undefined ? last.rev : lastRev;
  return {
    ...heads,
    messages: page.map(presentMessage),
    // What is placed later says nothing about changes of what is placed before.
    toRev: "rev" in after ? reachedRev : 0,
    hasMore,
    reset: false,
  };
}

/** Too far behind to replay; or ahead of us, which happens only when history went back. */
function isOutOfReach(rev: number, lastRev: number): boolean {
  return rev > lastRev || lastRev - rev > LIMITS.syncResetRevisions;
}
