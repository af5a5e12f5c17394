/** A conversation as the server describes it now, replacing whatever was held of it. Pure. */
import type { ConversationDetails, ConversationSummary, HistoryPage } from "@oschat/protocol";
import type { Conversation } from "../state.ts";
import { marksOf } from "./own-marks.ts";
import { EMPTY_WINDOW, UNLOADED_WINDOW, windowFromPage } from "./window.ts";

/** From a row of the list: its cursor is the row's revision, messages and members are fetched when it is opened. */
export function conversationFromSummary(summary: ConversationSummary): Conversation {
  return {
    id: summary.id,
    summary,
    members: null,
    window: summary.lastSeq === 0 ? EMPTY_WINDOW : UNLOADED_WINDOW,
    excerpt: null,
    cursor: summary.lastRev,
    own: { confirmed: marksOf(summary), wished: null },
    outbox: [],
    typing: [],
    draft: "",
  };
}

/**
 * From its details, and the newest page of its history if that was fetched too. The page is not older than the details; what
 * was written after them is left out, as it comes again with the changes that follow their revision.
 */
export function conversationFromDetails(details: ConversationDetails, page: HistoryPage | null = null): Conversation {
  const { members, ...summary } = details;
  const conversation = { ...conversationFromSummary(summary), members };
  if (page === null || summary.lastSeq === 0) return conversation;
  const messages = page.messages.filter(({ seq }) => seq <= summary.lastSeq);
  return messages.length === 0 ? conversation : { ...conversation, window: windowFromPage({ ...page, messages }) };
}
