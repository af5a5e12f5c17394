/** A message in words, for those who hear it: author, text, time, state. */
import { text } from "../../language/index.ts";
import { fullTimeLabel } from "./day-label.ts";
import { wordsIn } from "./markdown/markdown-loader.ts";
import type { TimelineItem } from "./timeline-item.ts";

export function describeMessage(item: TimelineItem): string {
  const author = item.isOwn ? text("messages.you") : item.authorName;
  const time = fullTimeLabel(item.at);
  if (item.isDeleted) return text("messages.describedDeleted", { author, time });
  const state = item.state === "confirmed" ? "sent" : item.state;
  return text("messages.described", {
    author,
    body: wordsIn(item.body),
    time,
    edited: item.editedAt !== null ? "yes" : "no",
    state: item.isOwn ? state : "other",
  });
}
