/** Which actions a message offers to whom. The server decides; this only spares people buttons that would be refused. */
import type { Role } from "@oschat/protocol";
import type { TimelineItem } from "./timeline-item.ts";

export type MessageAction = "copy" | "edit" | "delete" | "retry" | "discard";

/** My place in the conversation. */
export interface Standing {
  readonly isGroup: boolean;
  readonly role: Role;
}

export function actionsFor(item: TimelineItem, { isGroup, role }: Standing): MessageAction[] {
  if (item.isDeleted) return [];
  if (item.state === "failed") return ["retry", "copy", "discard"];
  if (item.state === "queued") return ["copy", "discard"];
  if (item.state !== "confirmed") return ["copy"];
  if (item.isOwn) return ["copy", "edit", "delete"];
  return isGroup && role !== "member" ? ["copy", "delete"] : ["copy"];
}
