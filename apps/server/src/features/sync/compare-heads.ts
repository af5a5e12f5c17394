/**
 * Comparing heads (S5): first a digest, and only when it differs the heads of every conversation. Those who ask at the same time
 * are answered together, so that everybody may come back at once.
 */
import type { Digest, Heads, HeadsRequest, KnownDigest } from "@oschat/protocol";
import { askTogether } from "../../database/ask-together.ts";
import type { Db } from "../../database/connection.ts";
import { readDigests, readHeads } from "./sync.store.ts";

const MOST_AT_ONCE = 100;
/** Who is in more conversations is answered alone, so that nobody waits for it. */
const FEW_CONVERSATIONS = 30;

const NOTHING: Digest = { count: 0, idSum: 0, revSum: 0, readSum: 0, ownSum: 0 };

export type CompareHeads = (request: HeadsRequest, userId: string) => Promise<Heads>;

export function createCompareHeads({ db, readEpoch }: { db: Db; readEpoch: () => Promise<string> }): CompareHeads {
  const digestOf = askTogether((userIds: string[]) => readDigests(db, userIds), MOST_AT_ONCE);
  const fewHeadsOf = askTogether((userIds: string[]) => readHeads(db, userIds), MOST_AT_ONCE);
  const manyHeadsOf = async (userId: string) => (await readHeads(db, [userId])).get(userId);

  return async ({ digest: theirs }, userId) => {
    const [epoch, digest = NOTHING] = await Promise.all([readEpoch(), digestOf(userId)]);
    if (theirs !== undefined && isEqual(theirs, digest)) return { epoch, digest, heads: null };
    const headsOf = digest.count > FEW_CONVERSATIONS ? manyHeadsOf : fewHeadsOf;
    return { epoch, digest, heads: (await headsOf(userId)) ?? [] };
  };
}

function isEqual({ ownSum, ...theirs }: KnownDigest, ours: Digest): boolean {
  return (
    theirs.count === ours.count &&
    theirs.idSum === ours.idSum &&
    theirs.revSum === ours.revSum &&
    theirs.readSum === ours.readSum &&
    (ownSum === undefined || ownSum === ours.ownSum)
  );
}
