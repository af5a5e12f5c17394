"use client";
/** Where the bar lies while something is looked for in a conversation: over its messages, none of which it moves. */
import { useEffect } from "react";
import { lazily } from "../../ui/index.ts";
import { closeFind, useFind } from "./find-state.ts";

const FindPanel = lazily(() => import("./FindPanel.tsx").then((file) => file.FindPanel));

export function FindBar({ conversationId }: { conversationId: string }) {
  const isOpen = useFind((find) => find.conversationId === conversationId);
  useEffect(() => () => void closeFind(), []);
  return isOpen ? (
    <div className="relative z-20 h-0">
      <FindPanel conversationId={conversationId} />
    </div>
  ) : null;
}
