/** Comparing heads (S5): first a digest, and only when it differs the heads of every conversation. */
import type { Digest, Heads, HeadsRequest } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import { readDigest, readHeads } from "./sync.store.ts";

export async function compareHeads(
  { db, readEpoch }: { db: Db; readEpoch: () => Promise<string> },
  { digest: theirs }: HeadsRequest,
  userId: string,
): Promise<Heads> {
  const [epoch, ours] = await Promise.all([readEpoch(), readDigest(db, userId)]);
  if (theirs !== undefined && isEqual(theirs, ours)) return { epoch, digest: ours, heads: null };
  return { epoch, digest: ours, heads: await readHeads(db, userId) };
}

function isEqual(a: Digest, b: Digest): boolean {
  return a.count === b.count && a.revSum === b.revSum && a.readSum === b.readSum;
}
