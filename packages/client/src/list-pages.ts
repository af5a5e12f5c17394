/** The conversation list, page by page: the first one small, so that there is something to see soon. */
import { type ConversationList, type ConversationSummary, LIMITS } from "@oschat/protocol";
import type { RestCalls } from "./rest-calls.ts";

const FIRST_PAGE = 100;
/** Where the first page is. */
export const FIRST_ROWS_PATH = `/conversations?limit=${FIRST_PAGE}`;

/** What stands first in the list, and of which epoch it is. */
export function firstPage(rest: Pick<RestCalls, "conversations">): Promise<ConversationList> {
  return rest.conversations(FIRST_PAGE, null);
}

export async function* listPages(rest: Pick<RestCalls, "conversations">): AsyncGenerator<ConversationSummary[]> {
  let page = await firstPage(rest);
  yield page.conversations;
  while (page.next !== null) {
    page = await rest.conversations(LIMITS.listPage, page.next);
    yield page.conversations;
  }
}
