/** The measure of every convergence test: what an engine shows is what a fresh fetch would give (S7). */
import type { ConversationDetails, Member } from "@oschat/protocol";
import { expect } from "vitest";
import type { ChatState, Conversation } from "../state.ts";
import type { ModelServer } from "./model-server.ts";

/**
 * Expects the state to equal the server's, as `userId` sees it, with nothing left on its way but what was refused while he
 * was no member.
 */
export function expectEqualToServer(state: ChatState, server: ModelServer, userId: string): void {
  const expected = server.list(userId).map(({ id }) => server.details(userId, id));
  expect([...state.conversations.keys()].sort()).toEqual(expected.map(({ id }) => id).sort());
  for (const details of expected) {
    const conversation = state.conversations.get(details.id);
    if (conversation !== undefined) expectEqualConversation(conversation, details, server);
  }
}

/** Expects what holds at every moment: the window is a run without holes up to the newest message the list knows. */
export function expectConsistent(state: ChatState): void {
  for (const { window, summary, cursor } of state.conversations.values()) {
    expect(summary.lastRev).toBe(cursor);
    if (!window.loaded) continue;
    const first = summary.lastSeq - window.messages.length + 1;
    expect(window.messages.map(({ seq }) => seq)).toEqual(window.messages.map((_, index) => first + index));
    expect(window.reachedStart).toBe(first === 1);
  }
}

function expectEqualConversation(conversation: Conversation, details: ConversationDetails, server: ModelServer): void {
  const { members, ...summary } = details;
  expect(conversation.summary).toEqual(summary);
  expect(conversation.cursor).toBe(summary.lastRev);
  expect(conversation.outbox.filter(({ error }) => error?.code !== "not_found")).toEqual([]);
  if (conversation.members !== null) expect(conversation.members.map(known)).toEqual(members.map(known));
  if (!conversation.window.loaded) return;
  const all = server.messagesOf(details.id);
  const { messages, reachedStart } = conversation.window;
  expect(messages).toEqual(all.slice(all.length - messages.length));
  expect(reachedStart).toBe(messages.length === all.length);
}

/** How far others have read is not followed. */
function known({ id, name, role, joinedAt }: Member) {
  return { id, name, role, joinedAt };
}
