"use client";
import { SquarePen } from "lucide-react";
import { text } from "../../language/index.ts";
import { IconButton } from "../../ui/index.ts";
import { NewConversationMenu } from "./NewConversationMenu.tsx";
import { NewDmDialog } from "./NewDmDialog.tsx";
import { NewGroupDialog } from "./NewGroupDialog.tsx";
import { beginConversation, useNewConversation } from "./new-conversation.ts";

/** Always on the page: the dialogs stand here, whichever menu opened them. */
export function NewConversationButton() {
  const kind = useNewConversation((store) => store.kind);
  return (
    <>
      <NewConversationMenu
        align="end"
        trigger={<IconButton label={text("conversations.newMessage")} icon={SquarePen} />}
      />
      <NewDmDialog open={kind === "dm"} onOpenChange={(open) => beginConversation(open ? "dm" : null)} />
      <NewGroupDialog open={kind === "group"} onOpenChange={(open) => beginConversation(open ? "group" : null)} />
    </>
  );
}
