"use client";
import { memo } from "react";
import { text } from "../../language/index.ts";
import { AccountMenu } from "../account/index.ts";
import { Wordmark } from "../brand/Wordmark.tsx";
import { ConnectionBanner, ConversationList, NewConversationButton } from "../conversations/index.ts";
import { SwitcherButton } from "../switcher/index.ts";

/** The column of conversations, with who I am below it. Where it is the whole screen, it carries the connection line. */
export const Sidebar = memo(function Sidebar({ isWholeScreen }: { isWholeScreen: boolean }) {
  return (
    <div className="flex h-full flex-col">
      <h2 className="sr-only">{text("frame.conversations")}</h2>
      <div className="flex h-14 shrink-0 items-center justify-between ps-4 pe-2">
        <Wordmark />
        <span className="flex items-center">
          <SwitcherButton />
          <NewConversationButton />
        </span>
      </div>
      <ConversationList />
      <div className="mt-auto shrink-0">
        {isWholeScreen ? <ConnectionBanner isOver={false} /> : null}
        <div className="flex flex-col border-line border-t py-1 pb-[max(0.25rem,env(safe-area-inset-bottom))]">
          <AccountMenu />
        </div>
      </div>
    </div>
  );
});
