/** Back to the newest message, with the number of those that came meanwhile. */

import { ArrowDown } from "lucide-react";
import { text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";

export function JumpPill({ newCount, onJump }: { newCount: number; onJump: () => void }) {
  const hasNew = newCount > 0;
  return (
    <button
      type="button"
      onClick={onJump}
      className={joinClasses(
        "spoken-pill absolute bottom-3 left-1/2 z-10 inline-flex h-9 -translate-x-1/2 items-center gap-2 px-3.5 font-semibold text-preview shadow-menu transition-opacity duration-150 pointer-coarse:h-11 starting:opacity-0",
        hasNew ? "bg-accent text-accent-text hover:brightness-110" : "bg-raised text-text",
      )}
    >
      <ArrowDown size={16} strokeWidth={2} aria-hidden="true" />
      {text(hasNew ? "messages.newMessages" : "messages.jumpToLatest")}
      {hasNew ? (
        <span className="tabular opacity-85">{newCount > 99 ? text("messages.manyNew") : newCount}</span>
      ) : null}
    </button>
  );
}
