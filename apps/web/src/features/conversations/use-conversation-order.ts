/**
 * The order of the rows. While the pointer is over the list it holds still, so that nothing moves under a click; what is new
 * comes on top, what is gone goes.
 */
import { useState } from "react";
import { useShallow } from "zustand/react/shallow";
import { useConversationsStore } from "../../stores/conversations.ts";

interface ConversationOrder {
  ids: readonly string[];
  onPointerEnter: (event: { pointerType: string }) => void;
  onPointerLeave: () => void;
}

export function useConversationOrder(): ConversationOrder {
  const newestFirst = useConversationsStore(useShallow((store) => store.conversations.map(({ id }) => id)));
  const [held, setHeld] = useState<readonly string[] | null>(null);
  return {
    ids: held === null ? newestFirst : keepOrder(held, newestFirst),
    onPointerEnter: ({ pointerType }) => pointerType === "mouse" && setHeld(newestFirst),
    onPointerLeave: () => setHeld(null),
  };
}

/** The ids of `present` in the order of `held`; those `held` does not know first. */
export function keepOrder(held: readonly string[], present: readonly string[]): string[] {
  const known = new Set(held);
  const still = new Set(present);
  return [...present.filter((id) => !known.has(id)), ...held.filter((id) => still.has(id))];
}
