/** How far an own message has come, as a small mark at the end of its last line. Its place is kept in every state. */

import { Check, CircleAlert, Clock, type LucideIcon } from "lucide-react";
import { type TextKey, text } from "../../language/index.ts";
import type { DeliveryState } from "./timeline-item.ts";

const MARKS: Record<DeliveryState, { icon: LucideIcon; className: string; title: TextKey }> = {
  queued: { icon: Clock, className: "text-text-muted appear-late", title: "messages.stateQueued" },
  // Most are sent before anybody would ask.
  sending: {
    icon: Clock,
    className: "text-text-muted appear-late [animation-delay:2s]!",
    title: "messages.stateSending",
  },
  sent: { icon: Check, className: "text-text-faint", title: "messages.stateSent" },
  failed: { icon: CircleAlert, className: "text-danger", title: "messages.stateFailed" },
  confirmed: { icon: Check, className: "text-text-faint", title: "messages.stateSent" },
};

export function StateMark({ state }: { state: DeliveryState }) {
  const { icon: Icon, className, title } = MARKS[state];
  return (
    <span title={text(title)} className="ms-1.5 inline-flex select-none align-[-1px] leading-none">
      <Icon aria-hidden="true" size={13} strokeWidth={2} className={className} />
    </span>
  );
}
