/** The line above what is new. */
import { text } from "../../language/index.ts";
export function UnreadRow() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows of a virtual list stand in wrappers of its own
    <div role="listitem" data-unread-line className="flex items-center px-4 pt-2 desk:px-5">
      <span aria-hidden="true" className="h-px flex-1 bg-mention" />
      <span className="spoken-pill bg-mention px-2 font-semibold text-mention-text text-meta">
        {text("messages.newMessages")}
      </span>
    </div>
  );
}
