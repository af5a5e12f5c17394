/** The measure of every convergence test: what an engine shows is what a fresh fetch would give (S7). */

import { isDeepStrictEqual } from "node:util";
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
  expectSame([...state.conversations.keys()].sort(), expected.map(({ id }) => id).sort());
  for (const details of expected) {
    const conversation = state.conversations.get(details.id);
    if (conversation !== undefined) expectEqualConversation(conversation, details, server);
  }
}

function expectEqualConversation(conversation: Conversation, details: ConversationDetails, server: ModelServer): void {
  const { members, ...summary } = details;
  expectSame(conversation.summary, summary);
  expectSame(conversation.cursor, summary.lastRev);
  expectSame(
    conversation.outbox.filter(({ error }) => error?.code !== "not_found"),
    [],
  );
  if (conversation.members !== null) expectSame(conversation.members.map(known), members.map(known));
  if (!conversation.window.loaded) return;
  const all = server.messagesOf(details.id);
  const excerpt = conversation.excerpt?.messages ?? [];
  const place = (excerpt[0]?.seq ?? 1) - 1;
  expectSame(excerpt, all.slice(place, place + excerpt.length));
  const { messages, reachedStart } = conversation.window;
  expectSame(messages, all.slice(all.length - messages.length));
  expectSame(reachedStart, messages.length === all.length);
}

/** As `expect`, many times faster as long as it holds. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

/** How far others have read is not followed. */
function known({ id, name, role, joinedAt }: Member) {
  return { id, name, role, joinedAt };
}
