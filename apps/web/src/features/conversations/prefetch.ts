/** Fetches what somebody is about to open: the pointer or the focus is on its row. Each conversation once, two at a time. */
import type { ChatClient, Conversation } from "@oschat/client";

const AT_ONCE = 2;

const wanted = new Set<string>();
let underWay = 0;

export function prefetch(client: ChatClient, { id, window }: Conversation): void {
  // Without a connection the engine fetches nothing ahead: the next look may.
  const isLive = client.getState().connection.status === "live";
  if (!isLive || window.loaded || wanted.has(id) || underWay >= AT_ONCE) return;
  wanted.add(id);
  underWay += 1;
  client.prefetch(id).finally(() => {
    underWay -= 1;
  });
}
