"use client";
import type { Conversation } from "@oschat/client";
import { ArrowLeft, PanelRight, TextSearch } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { goToList, setDetailsOpen, useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConversationsStore } from "../../stores/conversations.ts";
import { CutText, IconButton, joinClasses } from "../../ui/index.ts";
import { closeFind, openFind, useFind } from "../find/index.ts";
import { isTouchKeyboard } from "../messages/index.ts";
import { ariaKeys, isAppleKeyboard, shortcut } from "../shortcuts/index.ts";
import { ConversationAvatar } from "./ConversationAvatar.tsx";
import { nameOf } from "./conversation-name.ts";
import { headerSubtitle } from "./header-subtitle.ts";

/** The bar over a conversation: who it is with, and what can be opened from it. */
export function ConversationHeader({ conversation, headingId }: { conversation: Conversation; headingId: string }) {
  const me = useMe();
  const isDetailsOpen = useConversationsStore((store) => store.isDetailsOpen);
  const isFinding = useFind((find) => find.conversationId === conversation.id);
  const isTyping = conversation.typing.length > 0;
  const heading = useRef<HTMLHeadingElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const { id } = conversation;

  // Where there is a keyboard the composer takes the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening another conversation is another arrival
  useEffect(() => {
    if (isTouchKeyboard()) heading.current?.focus({ preventScroll: true });
  }, [id]);
  useFocusAfterClosing(toggle, isDetailsOpen);

  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-line border-b px-3 desk:px-5">
      <IconButton
        label={text("conversations.backToConversations")}
        icon={ArrowLeft}
        onClick={goToList}
        className="-ms-1 desk:hidden"
      />
      <ConversationAvatar summary={conversation.summary} size={32} />
      <div className="min-w-0 flex-1">
        <h1 ref={heading} id={headingId} tabIndex={-1} className="flex font-semibold text-label outline-none">
          <CutText>{nameOf(conversation.summary)}</CutText>
        </h1>
        <p className={joinClasses("truncate text-meta", isTyping ? "text-accent" : "text-text-muted")}>
          {headerSubtitle(conversation, me?.id ?? null)}
        </p>
      </div>
      <IconButton
        label={text("messages.find")}
        icon={TextSearch}
        aria-pressed={isFinding}
        aria-keyshortcuts={shortcut("findInConversation")
          .keys.map((chord) => ariaKeys(chord, isAppleKeyboard()))
          .join(" ")}
        onClick={() => openFind() || closeFind()}
        className="-me-2"
      />
      <IconButton
        ref={toggle}
        label={text("conversations.details")}
        icon={PanelRight}
        aria-pressed={isDetailsOpen}
        onClick={() => setDetailsOpen(!isDetailsOpen)}
      />
    </header>
  );
}

/** What closes gives the focus back to what opens it, unless something else has it. */
function useFocusAfterClosing(toggle: RefObject<HTMLElement | null>, isOpen: boolean): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    const hasClosed = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (hasClosed && document.activeElement === document.body) toggle.current?.focus({ preventScroll: true });
  }, [toggle, isOpen]);
}
