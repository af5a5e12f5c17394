/** A message's actions under the pointer or the keyboard focus. Floats over the row's edge and takes no room. */
import { text } from "../../language/index.ts";
import { IconButton } from "../../ui/index.ts";
import { useMessageContext } from "./message-context.ts";
import type { TimelineItem } from "./timeline-item.ts";
import { useMessageActions } from "./use-message-actions.ts";

export function MessageToolbar({ item }: { item: TimelineItem }) {
  const { standing } = useMessageContext();
  const actions = useMessageActions(item, standing);
  if (actions.length === 0) return null;
  return (
    <fieldset
      aria-label={text("messages.actions")}
      className="absolute end-4 -top-4 z-10 flex gap-0.5 rounded-card bg-raised p-0.5 shadow-menu pointer-coarse:hidden"
    >
      {actions.map(({ id, label, icon, danger, run }) => (
        <IconButton
          key={id}
          size="sm"
          label={label}
          icon={icon}
          className={danger ? "enabled:hover:text-danger" : undefined}
          onClick={run}
        />
      ))}
    </fieldset>
  );
}
