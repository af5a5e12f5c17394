import { useEffect } from "react";
import { useUnreadTotal } from "../../stores/messages.ts";
import { pageTitle } from "../conversations/index.ts";

/** Shows the number of unread messages in the page's title. */
export function usePageTitle(): void {
  const unread = useUnreadTotal();
  useEffect(() => {
    document.title = pageTitle(unread);
    return () => {
      document.title = pageTitle(0);
    };
  }, [unread]);
}
