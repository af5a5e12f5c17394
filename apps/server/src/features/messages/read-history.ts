/** A page of history for a member. */
import { type HistoryPage, type HistoryQuery, Refusal } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import { readHistory } from "./messages.store.ts";
import { presentMessage } from "./present-message.ts";

/** @throws {Refusal} not_found for a conversation the user is not in, or a cursor that is not in it (A2) */
export async function readHistoryPage(
  db: Db,
  place: { conversationId: string; userId: string },
  query: HistoryQuery,
): Promise<HistoryPage> {
  const page = await readHistory(db, place, query);
  if (page === null) throw new Refusal("not_found");
  return {
    conversationId: place.conversationId,
    messages: page.messages.map(presentMessage),
    hasOlder: page.low > 1,
    hasNewer: page.high < page.lastSeq,
    lastSeq: page.lastSeq,
    lastRev: page.lastRev,
  };
}
