/** Comparing what this device holds with the server's heads (S5). Pure. */
import { type Digest, type Head, idNumber } from "@oschat/protocol";
import type { Conversation } from "./state.ts";

type Conversations = ReadonlyMap<string, Conversation>;

/** What must equal the server's digest when nothing was missed. */
export function digestOf(conversations: Conversations): Digest {
  let idSum = 0;
  let revSum = 0;
  let readSum = 0;
  let ownSum = 0;
  for (const { id, cursor, summary, own } of conversations.values()) {
    idSum += idNumber(id);
    revSum += cursor;
    readSum += summary.lastReadSeq;
    ownSum += own.confirmed.ownRev;
  }
  return { count: conversations.size, idSum, revSum, readSum, ownSum };
}

/** What to do about each difference. */
export interface HeadsPlan {
  /** Held here, not there. */
  readonly drop: readonly string[];
  /** At the server's revision. */
  readonly equal: readonly Head[];
  /** Messages are held, at another revision: fetch the changes. */
  readonly catchUp: readonly Head[];
  /** Unknown here, or a mere row at another revision: take it anew. */
  readonly refresh: readonly Head[];
}

/**
 * `heldWhenAsked` are the conversations that were held when the heads were asked for: one that came later may be missing
 * from the answer without being gone.
 */
export function planFromHeads(
  conversations: Conversations,
  heads: readonly Head[],
  heldWhenAsked: ReadonlySet<string>,
): HeadsPlan {
  const named = new Set(heads.map((head) => head.conversationId));
  const drop = [...conversations.keys()].filter((id) => !named.has(id) && heldWhenAsked.has(id));
  const equal: Head[] = [];
  const catchUp: Head[] = [];
  const refresh: Head[] = [];
  for (const head of heads) {
    const held = conversations.get(head.conversationId);
    if (held?.cursor === head.lastRev) equal.push(head);
    else if (held?.window.loaded) catchUp.push(head);
    else refresh.push(head);
  }
  return { drop, equal, catchUp, refresh };
}
