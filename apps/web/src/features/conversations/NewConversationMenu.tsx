import { MessageCirclePlus, UsersRound } from "lucide-react";
import { text } from "../../language/index.ts";
import { Menu, type MenuProps } from "../../ui/index.ts";
import { beginConversation } from "./new-conversation.ts";

/** What can be started. */
export function NewConversationMenu(props: Pick<MenuProps, "trigger" | "align">) {
  return (
    <Menu
      {...props}
      items={[
        { label: text("conversations.newDm"), icon: MessageCirclePlus, onSelect: () => beginConversation("dm") },
        { label: text("conversations.newGroup"), icon: UsersRound, onSelect: () => beginConversation("group") },
      ]}
    />
  );
}
