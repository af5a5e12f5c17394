/** The line under the name in a conversation's header. */
import type { Conversation } from "@oschat/client";
import { text } from "../../language/index.ts";
import { typingText } from "./preview-text.ts";

/** Who is typing, else who is here. */
export function headerSubtitle({ summary, typing, members }: Conversation, myId: string | null): string {
  if (summary.type === "dm")
    return typing.length > 0 ? text("conversations.typing") : text("conversations.directMessage");
  const typed = typingText(typing, "group");
  if (typed !== null) return typed;
  const count = members?.length ?? summary.memberCount;
  if (members === null || count > 4) return text("conversations.members", { count });
  const others = members.filter(({ id }) => id !== myId).map(({ name }) => name.split(" ")[0] ?? name);
  return others.length === 0
    ? text("conversations.members", { count: 1 })
    : text("conversations.membersAndYou", { names: others.join(", ") });
}
