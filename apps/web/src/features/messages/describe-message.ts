/** A message in words, for those who hear it: author, text, state, time. */
import { fullTimeLabel } from "./day-label.ts";
import type { DeliveryState, TimelineItem } from "./timeline-item.ts";

const STATE_WORDS: Record<DeliveryState, string> = {
  queued: "waiting to be sent",
  sending: "sending",
  sent: "sent",
  failed: "not sent",
  confirmed: "sent",
};

export function describeMessage(item: TimelineItem): string {
  const author = item.isOwn ? "You" : item.authorName;
  if (item.isDeleted) return `${author}: message deleted. ${fullTimeLabel(item.at)}`;
  const state = item.isOwn ? `, ${STATE_WORDS[item.state]}` : "";
  const edited = item.isEdited ? ", edited" : "";
  return `${author}: ${item.body}. ${fullTimeLabel(item.at)}${edited}${state}`;
}
