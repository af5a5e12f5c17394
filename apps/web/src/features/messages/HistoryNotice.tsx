/** How the fetching of older messages goes. Lies over the list's upper edge, so that it moves nothing. */

import type { Window } from "@oschat/client";
import { text } from "../../language/index.ts";
import { Button, Spinner } from "../../ui/index.ts";

export interface HistoryNoticeProps {
  window: Pick<Window, "reachedStart" | "olderFailed" | "loadingOlder">;
  /** The reader has come to the upper end of what is there. */
  isAtTop: boolean;
  onRetry: () => void;
}

export function HistoryNotice({ window, isAtTop, onRetry }: HistoryNoticeProps) {
  if (!isAtTop || window.reachedStart) return null;
  if (window.olderFailed && !window.loadingOlder) {
    return (
      <div
        role="alert"
        className="spoken absolute top-3 left-1/2 z-10 flex -translate-x-1/2 items-center gap-3 whitespace-nowrap bg-raised py-1 ps-4 pe-1 text-preview shadow-menu"
      >
        {text("messages.olderNotLoaded")}
        <Button variant="ghost" size="sm" onClick={onRetry}>
          {text("messages.tryAgain")}
        </Button>
      </div>
    );
  }
  return (
    <div className="appear-late -translate-x-1/2 absolute top-3 left-1/2 z-10 flex rounded-full bg-raised p-1.5 shadow-menu">
      <Spinner label={text("messages.loadingOlder")} />
    </div>
  );
}
