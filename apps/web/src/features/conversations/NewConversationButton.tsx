"use client";
import { MessageCirclePlus, SquarePen, UsersRound } from "lucide-react";
import { useState } from "react";
import { IconButton, Menu } from "../../ui/index.ts";
import { NewDmDialog } from "./NewDmDialog.tsx";
import { NewGroupDialog } from "./NewGroupDialog.tsx";

export function NewConversationButton() {
  const [opened, setOpened] = useState<"dm" | "group" | null>(null);
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label="New message" icon={SquarePen} />}
        items={[
          { label: "New direct message", icon: MessageCirclePlus, onSelect: () => setOpened("dm") },
          { label: "New group", icon: UsersRound, onSelect: () => setOpened("group") },
        ]}
      />
      <NewDmDialog open={opened === "dm"} onOpenChange={(open) => setOpened(open ? "dm" : null)} />
      <NewGroupDialog open={opened === "group"} onOpenChange={(open) => setOpened(open ? "group" : null)} />
    </>
  );
}
