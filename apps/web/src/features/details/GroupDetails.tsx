"use client";
import type { Conversation } from "@oschat/client";
import { LogOut, Pencil, UserPlus } from "lucide-react";
import { useState } from "react";
import { goToList, useChatClient, useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { Button, ConfirmDialog } from "../../ui/index.ts";
import { nameOf } from "../conversations/index.ts";
import { AddMemberDialog } from "./AddMemberDialog.tsx";
import { MemberList } from "./MemberList.tsx";
import { canAddMember, canLeave, canRename } from "./member-actions.rules.ts";
import { RenameGroupDialog } from "./RenameGroupDialog.tsx";
import { sayingWhy } from "./saying-why.ts";

/** What a group has beyond a direct message: members, a name to change, a way out. */
export function GroupDetails({ conversation }: { conversation: Conversation }) {
  const client = useChatClient();
  const me = useMe();
  const [opened, setOpened] = useState<"add" | "rename" | "leave" | null>(null);
  const { id, summary, members } = conversation;
  const open = (which: typeof opened) => (isOpen: boolean) => setOpened(isOpen ? which : null);

  async function leave() {
    await sayingWhy(client.leave(id));
    if (useConversationsStore.getState().currentConversationId === id) goToList();
  }

  return (
    <>
      <div className="flex flex-wrap justify-center gap-2 px-5 pb-5">
        {canAddMember(summary) ? (
          <Button variant="secondary" size="sm" onClick={() => setOpened("add")}>
            <UserPlus size={16} strokeWidth={1.75} aria-hidden="true" />
            {text("details.addMember")}
          </Button>
        ) : null}
        {canRename(summary) ? (
          <Button variant="secondary" size="sm" onClick={() => setOpened("rename")}>
            <Pencil size={16} strokeWidth={1.75} aria-hidden="true" />
            {text("details.renameGroup")}
          </Button>
        ) : null}
      </div>
      <MemberList conversationId={id} actor={summary} members={members} myId={me?.id ?? null} />
      <div className="mt-4 border-line border-t px-3 pt-4">
        {canLeave(summary) ? (
          <Button variant="ghost" size="sm" className="text-danger" onClick={() => setOpened("leave")}>
            <LogOut size={16} strokeWidth={1.75} aria-hidden="true" />
            {text("details.leaveGroup")}
          </Button>
        ) : (
          <p className="px-2 text-meta text-text-muted">{text("details.ownerStays")}</p>
        )}
      </div>
      <AddMemberDialog conversationId={id} open={opened === "add"} onOpenChange={open("add")} />
      <RenameGroupDialog
        conversationId={id}
        title={nameOf(summary)}
        open={opened === "rename"}
        onOpenChange={open("rename")}
      />
      <ConfirmDialog
        open={opened === "leave"}
        onOpenChange={open("leave")}
        title={text("details.leaveAsk", { name: nameOf(summary) })}
        description={text("details.leaveHint")}
        confirmLabel={text("details.leave")}
        danger
        onConfirm={leave}
      />
    </>
  );
}
