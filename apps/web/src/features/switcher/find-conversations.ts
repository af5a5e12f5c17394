/** The conversations that a query means, the likeliest first. Pure. */
import type { Conversation } from "@oschat/client";
import { nameOf } from "../conversations/index.ts";
import { matchNames } from "./match-names.ts";
import type { SwitcherQuery } from "./parse-query.ts";

const SHOWN = 12;

/** @param conversations the most recently active first */
export function findConversations(
  { scope, words }: SwitcherQuery,
  conversations: readonly Conversation[],
): Conversation[] {
  const candidates = conversations
    .filter(({ summary }) => scope === "all" || (scope === "people") === (summary.type === "dm"))
    .map((conversation) => ({ id: conversation.id, name: nameOf(conversation.summary), conversation }));
  if (words === "") candidates.sort((a, b) => unreadFirst(a.conversation) - unreadFirst(b.conversation));
  return matchNames(words, candidates)
    .slice(0, SHOWN)
    .map(({ conversation }) => conversation);
}

function unreadFirst({ summary }: Conversation): 0 | 1 {
  return summary.unread > 0 ? 0 : 1;
}
