/** A member's conversations: all of them as a list, or one with everyone in it. */
import { type ConversationDetails, type ConversationSummary, Refusal } from "@oschat/protocol";
import type { Db, Transaction } from "../../database/connection.ts";
import { readMembers, readSummaries } from "./conversations.store.ts";
import { presentMember, presentSummary } from "./present-conversation.ts";

export async function listConversations(db: Db, userId: string): Promise<ConversationSummary[]> {
  return (await readSummaries(db, userId)).map(presentSummary);
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
  const [summary] = await readSummaries(tx, userId, conversationId);
  if (summary === undefined) throw new Refusal("not_found");
  const members = await readMembers(tx, conversationId);
  return { ...presentSummary(summary), members: members.map(presentMember) };
}
