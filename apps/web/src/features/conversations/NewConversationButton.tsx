"use client";
import { SquarePen } from "lucide-react";
import { text } from "../../language/index.ts";
import { IconButton, lazily } from "../../ui/index.ts";
import { NewConversationMenu } from "./NewConversationMenu.tsx";
import { beginConversation, useNewConversation } from "./new-conversation.ts";

const NewDmDialog = lazily(() => import("./NewDmDialog.tsx").then((file) => file.NewDmDialog));
const NewGroupDialog = lazily(() => import("./NewGroupDialog.tsx").then((file) => file.NewGroupDialog));

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
