/** Which actions a message offers to whom. The server decides; this only spares people buttons that would be refused. */
import type { Role } from "@oschat/protocol";
import { hasMarkup } from "./markdown/has-markup.rules.ts";
import type { TimelineItem } from "./timeline-item.ts";

export type MessageAction =
  | "copy"
  | "copyMarkdown"
  | "copyLink"
  | "markUnread"
  | "edit"
  | "delete"
  | "retry"
  | "discard";

/** My place in the conversation. */
export interface Standing {
  readonly isGroup: boolean;
  readonly role: Role;
}

export function actionsFor(item: TimelineItem, { isGroup, role }: Standing): MessageAction[] {
  if (item.isDeleted) return [];
  const copies: MessageAction[] = hasMarkup(item.body) ? ["copy", "copyMarkdown"] : ["copy"];
  if (item.state === "failed") return ["retry", ...copies, "discard"];
  if (item.state === "queued") return [...copies, "discard"];
  if (item.state !== "confirmed") return copies;
  const all: MessageAction[] = [...copies, "copyLink", "markUnread"];
  if (item.isOwn) return [...all, "edit", "delete"];
  return isGroup && role !== "member" ? [...all, "delete"] : all;
}
