/**
 * The card a message is written in. It stays as it is when another conversation comes: only the text is that conversation's own, and
 * the tools and the button act on the text that is there.
 */
import type { Conversation } from "@oschat/client";
import { useCallback, useRef, useState } from "react";
import { text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";
import { FormatToolbar } from "./FormatToolbar.tsx";
import { SendButton } from "./SendButton.tsx";
import { TextCell } from "./TextCell.tsx";
import { ToolsToggle } from "./ToolsToggle.tsx";
import { WaitingNotice } from "./WaitingNotice.tsx";

const GRID =
  "grid grid-cols-[auto_1fr_auto] items-end [grid-template-areas:'preview_preview_preview'_'toggle_text_send'_'tools_tools_tools'_'note_note_note'] desk:[grid-template-areas:'preview_preview_preview'_'text_text_text'_'tools_tools_send'_'note_note_note']";

export function ComposerCard({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const area = useRef<HTMLTextAreaElement>(null);
  const sender = useRef<() => void>(null);
  const [canSend, setCanSend] = useState(false);
  const [areToolsOpen, setToolsOpen] = useState(false);
  const [previewedIn, setPreviewedIn] = useState<string | null>(null);
  // A preview goes with the text it shows.
  if (previewedIn !== null && previewedIn !== id) setPreviewedIn(null);
  const isPreviewed = previewedIn === id;
  const setPreviewed = useCallback((isOn: boolean) => setPreviewedIn(isOn ? id : null), [id]);

  return (
    <section
      data-region
      aria-label={text("composer.region")}
      className="relative shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] desk:px-5 desk:pb-[max(1rem,env(safe-area-inset-bottom))]"
    >
      <h2 className="sr-only">{text("composer.region")}</h2>
      <WaitingNotice outbox={conversation.outbox} />
      <div
        className={joinClasses(
          "spoken border border-line-strong bg-surface transition-colors duration-120 focus-within:border-accent",
          GRID,
        )}
      >
        <ToolsToggle isOpen={areToolsOpen} onOpenChange={setToolsOpen} />
        <TextCell
          key={id}
          conversation={conversation}
          area={area}
          sender={sender}
          onCanSendChange={setCanSend}
          isPreviewed={isPreviewed}
        />
        <FormatToolbar
          conversationId={id}
          area={area}
          isShownOnPhone={areToolsOpen}
          isPreviewed={isPreviewed}
          onPreviewedChange={setPreviewed}
        />
        <SendButton canSend={canSend} onSend={() => sender.current?.()} />
      </div>
    </section>
  );
}
