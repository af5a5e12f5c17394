"use client";
/**
 * The frame: sidebar, conversation, details. Wide: side by side. Below 1100 the details lie over the conversation. Below 768
 * one screen at a time.
 */
import { MessagesSquare } from "lucide-react";
import { type CSSProperties, useState } from "react";
import { useCurrentConversationId } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { EmptyState, joinClasses, lazily, useAfterPaint } from "../../ui/index.ts";
import { ConnectionBanner, ConversationPane, StartConversation } from "../conversations/index.ts";
import { CheatSheetDialog } from "../shortcuts/index.ts";
import { SwitcherDialog } from "../switcher/index.ts";
import { areDetailsShown } from "./are-details-shown.ts";
import { Sidebar } from "./Sidebar.tsx";
import { SidebarResizer } from "./SidebarResizer.tsx";
import { readSidebarWidth } from "./sidebar-width.ts";
import { useFrameKeys } from "./use-frame-keys.ts";
import { useIsPhone } from "./use-is-phone.ts";
import { usePageTitle } from "./use-page-title.ts";

const DetailsPanel = lazily(() => import("../details/index.ts").then((file) => file.DetailsPanel));

export function ChatFrame() {
  const conversationId = useCurrentConversationId();
  const showsDetails = useAfterPaint(useConversationsStore(areDetailsShown));
  const [width, setWidth] = useState(readSidebarWidth);
  const isPhone = useIsPhone();
  useFrameKeys();
  usePageTitle();
  return (
    <div className="relative frame-height flex overflow-hidden bg-surface pt-[env(safe-area-inset-top)] pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)]">
      <div
        // Where it is all there is to see, it is what the page is about.
        role={isPhone && conversationId === null ? "main" : undefined}
        className="contents"
      >
        {isPhone && conversationId === null ? <h1 className="sr-only">{text("frame.conversations")}</h1> : null}
        <nav
          data-region
          aria-label={text("frame.conversations")}
          style={{ "--sidebar-width": `${width}px` } as CSSProperties}
          className={joinClasses(
            "relative h-full w-full shrink-0 bg-bg desk:block desk:w-(--sidebar-width)",
            conversationId !== null && "hidden",
          )}
        >
          <Sidebar isWholeScreen={isPhone && conversationId === null} />
          <SidebarResizer width={width} onWidthChange={setWidth} />
        </nav>
      </div>
      <main
        inert={isPhone && showsDetails}
        className={joinClasses("h-full min-w-0 flex-1 desk:block", conversationId === null && "hidden")}
      >
        {conversationId !== null ? (
          <ConversationPane conversationId={conversationId} />
        ) : isPhone ? null : (
          <NothingOpen />
        )}
      </main>
      {conversationId !== null && showsDetails ? (
        <div className="absolute inset-0 z-20 bg-surface pt-[env(safe-area-inset-top)] desk:start-auto desk:w-[340px] desk:border-line desk:border-s desk:shadow-menu wide:static wide:shrink-0 wide:pt-0 wide:shadow-none">
          <DetailsPanel conversationId={conversationId} takesFocus={isPhone} />
        </div>
      ) : null}
      <SwitcherDialog />
      <CheatSheetDialog />
    </div>
  );
}

function NothingOpen() {
  const hasNone = useConversationsStore((store) => store.listLoaded && store.conversations.length === 0);
  const title = hasNone ? text("frame.findSomebody") : text("frame.chooseConversation");
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">oschat</h1>
      <ConnectionBanner />
      <EmptyState
        icon={MessagesSquare}
        title={title}
        action={<StartConversation variant={hasNone ? "primary" : "secondary"} />}
      />
    </div>
  );
}
