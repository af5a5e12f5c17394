import { useEffect } from "react";
import { useUnreadTotal } from "../../stores/messages.ts";
import { keepUnreadBadge } from "../conversations/index.ts";

/** Shows the number of unread messages in the page's title and on its icon. */
export function usePageTitle(): void {
  const unread = useUnreadTotal();
  useEffect(() => keepUnreadBadge(unread), [unread]);
}
