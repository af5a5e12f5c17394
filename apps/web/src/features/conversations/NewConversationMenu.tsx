import { MessageCirclePlus, UsersRound } from "lucide-react";
import { Menu, type MenuProps } from "../../ui/index.ts";
import { beginConversation } from "./new-conversation.ts";

/** What can be started. */
export function NewConversationMenu(props: Pick<MenuProps, "trigger" | "align">) {
  return (
    <Menu
      {...props}
      items={[
        { label: "New direct message", icon: MessageCirclePlus, onSelect: () => beginConversation("dm") },
        { label: "New group", icon: UsersRound, onSelect: () => beginConversation("group") },
      ]}
    />
  );
}
