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
  const candidates = conversations.filter(
    ({ summary }) => scope === "all" || (scope === "people") === (summary.type === "dm"),
  );
  return (words === "" ? unreadFirst(candidates) : byName(words, candidates)).slice(0, SHOWN);
}

function unreadFirst(conversations: readonly Conversation[]): Conversation[] {
  const isUnread = ({ summary }: Conversation) => summary.unread > 0;
  return [...conversations.filter(isUnread), ...conversations.filter((one) => !isUnread(one))];
}

function byName(words: string, conversations: readonly Conversation[]): Conversation[] {
  const named = conversations.map((conversation) => ({
    id: conversation.id,
    name: nameOf(conversation.summary),
    conversation,
  }));
  return matchNames(words, named).map(({ conversation }) => conversation);
}
