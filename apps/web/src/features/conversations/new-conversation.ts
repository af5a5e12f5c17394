/** Which kind of conversation is being started; shared, for it can be begun in more than one place. */
import type { ConversationType } from "@oschat/protocol";
import { create } from "zustand";

export const useNewConversation = create<{ kind: ConversationType | null }>(() => ({ kind: null }));

export function beginConversation(kind: ConversationType | null): void {
  useNewConversation.setState({ kind });
}
