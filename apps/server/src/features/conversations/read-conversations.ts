/** A member's conversations: all of them as a list, or one with everyone in it. */
import { type ConversationDetails, type ConversationList, type ListQuery, listCursor, Refusal } from "@oschat/protocol";
import type { Db, Transaction } from "../../database/connection.ts";
import { readMembers, readSummaries } from "./conversations.store.ts";
import { presentMember, presentSummary } from "./present-conversation.ts";

/** A page of them, or all. One row more than asked for tells whether there is another page. */
export async function listConversations(
  db: Db,
  userId: string,
  { limit, before }: ListQuery,
): Promise<Omit<ConversationList, "epoch">> {
  const rows = await readSummaries(db, userId, { before, limit: limit === undefined ? undefined : limit + 1 });
  const conversations = rows.slice(0, limit).map(presentSummary);
  const last = conversations.at(-1);
  return { conversations, next: last !== undefined && rows.length > conversations.length ? listCursor(last) : null };
}

/**
 * Summary and members in one snapshot, so that both are at the same revision.
 *
 * @throws {Refusal} not_found (A2)
 */
export async function readDetails(db: Db, conversationId: string, userId: string): Promise<ConversationDetails> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((tx) => readDetailsUnderLock(tx, conversationId, userId));
}

/**
 * The same inside a change that holds the conversation's row lock, where nothing of it changes meanwhile. Read there, what a
 * change answers cannot fail once it has succeeded (E2).
 */
export async function readDetailsUnderLock(
  tx: Transaction,
  conversationId: string,
  userId: string,
): Promise<ConversationDetails> {
  const [summary] = await readSummaries(tx, userId, { id: conversationId });
  if (summary === undefined) throw new Refusal("not_found");
  const members = await readMembers(tx, conversationId);
  return { ...presentSummary(summary), members: members.map(presentMember) };
}
