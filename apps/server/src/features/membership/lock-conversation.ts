/**
 * Every change of a conversation begins here: the row lock that orders all its changes (O1), then membership as it is under the
 * lock (A1). The lock is taken in a statement of its own, so that the next one sees what was committed meanwhile.
 */
import { type ConversationType, type ErrorCode, Refusal, type Role } from "@oschat/protocol";
import type { Transaction } from "../../database/connection.ts";
import { lockRow, roleOf } from "./membership.store.ts";

export interface LockedConversation {
  id: string;
  type: ConversationType;
  title: string | null;
  memberCount: number;
  /** The actor's. */
  role: Role;
}

/** @throws {Refusal} not_found when there is no such conversation or the user is not in it (A2) */
export async function lockConversation(
  tx: Transaction,
  conversationId: string,
  userId: string,
): Promise<LockedConversation> {
  const conversation = await lockRow(tx, conversationId);
  const role = conversation === undefined ? null : await roleOf(tx, conversationId, userId);
  if (conversation === undefined || role === null) throw new Refusal("not_found");
  return {
    id: conversation.id,
    type: conversation.type,
    title: conversation.title,
    memberCount: conversation.member_count,
    role,
  };
}

/** Turns a rule's decision into a refusal. */
export function enforce(decision: ErrorCode | null): void {
  if (decision !== null) throw new Refusal(decision);
}
