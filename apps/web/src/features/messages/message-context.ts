/** What every row of an open conversation needs to know; the same object as long as nothing of it changes. */
import type { Me } from "@oschat/protocol";
import { createContext, useContext } from "react";
import type { Standing } from "./message-actions.rules.ts";
import type { TimelineItem } from "./timeline-item.ts";

export interface MessageContext {
  readonly me: Me;
  readonly standing: Standing;
  /** From now on the end of the list is not followed, until the reader goes there again. */
  readonly holdPlace: () => void;
  /** Opens the menu of `item` at a point of the screen; `isHeld`: by a finger that still rests there. */
  readonly openMenu: (item: TimelineItem, at: { x: number; y: number }, isHeld: boolean) => void;
}

const Context = createContext<MessageContext | null>(null);

export const MessageContextProvider = Context.Provider;

export function useMessageContext(): MessageContext {
  const context = useContext(Context);
  if (context === null) throw new Error("a message row stands outside of a message list");
  return context;
}
