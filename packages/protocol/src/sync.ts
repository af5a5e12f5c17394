/**
 * Catch-up: comparing heads (S5) and fetching what changed (S1–S4).
 */
import "./in-browsers.ts";
import { z } from "zod";
import { ConversationId, MessageId, Rev } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Message } from "./messages.ts";
import { OwnMarks } from "./own-marks.ts";

const syncLimit = z.int().min(1).max(LIMITS.syncPage).default(LIMITS.syncPageDefault);

/**
 * `afterRev`: every message changed since that revision, in its present state, in `rev` order.
 * `afterMessageId`: the messages placed after that one, in `seq` order. Neither: from the beginning, by `rev`.
 */
export const SyncRequest = z
  .strictObject({
    conversationId: ConversationId,
    afterRev: Rev.optional(),
    afterMessageId: MessageId.optional(),
    limit: syncLimit.optional(),
  })
  .refine(
    (request) => request.afterRev === undefined || request.afterMessageId === undefined,
    "give either afterRev or afterMessageId",
  );
export type SyncRequest = z.infer<typeof SyncRequest>;

/**
 * `toRev` is the cursor after applying `messages`; 0, the cursor of who knows nothing, after a request by `afterMessageId`.
 * `reset` (S4): too far behind, or ahead of the server; drop the window and
 * take the newest page of history instead.
 */
export const SyncBatch = z.object({
  conversationId: ConversationId,
  messages: z.array(Message),
  toRev: Rev,
  lastSeq: z.int().min(0),
  lastRev: Rev,
  hasMore: z.boolean(),
  reset: z.boolean(),
});
export type SyncBatch = z.infer<typeof SyncBatch>;

/**
 * What must be equal for two sides to agree: how many conversations, and the sums of their ids (`idNumber`), revisions, read
 * markers and revisions of my own marks. Of the same conversations revisions only grow, so the same sum is the same revisions; the ids tell that they are the same.
 */
export const Digest = z.object({
  count: z.int().min(0),
  idSum: z.int().min(0),
  revSum: z.int().min(0),
  readSum: z.int().min(0),
  ownSum: z.int().min(0),
});
export type Digest = z.infer<typeof Digest>;

/** A digest as older clients send it: without `idSum` it never agrees, without `ownSum` nothing is said about own marks. */
export const KnownDigest = Digest.partial({ idSum: true, ownSum: true });
export type KnownDigest = z.infer<typeof KnownDigest>;

export const HeadsRequest = z.strictObject({ digest: KnownDigest.optional() });
export type HeadsRequest = z.infer<typeof HeadsRequest>;

export const Head = z.object({
  conversationId: ConversationId,
  lastSeq: z.int().min(0),
  lastRev: Rev,
  lastReadSeq: z.int().min(0),
  unread: z.int().min(0),
  ...OwnMarks.shape,
});
export type Head = z.infer<typeof Head>;

/** `heads` is null when the digests agree. It names every conversation of the user, and no other. */
export const Heads = z.object({ epoch: z.string(), digest: Digest, heads: z.array(Head).nullable() });
export type Heads = z.infer<typeof Heads>;
