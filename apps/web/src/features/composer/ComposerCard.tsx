/**
 * The card a message is written in. Sending clears it at once and keeps the focus: whether the message arrives is the
 * timeline's news. Keys that belong to an input method are never acted on.
 */
import type { Conversation } from "@oschat/client";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useChatClient } from "../../chat/index.ts";
import { text as say } from "../../language/index.ts";
import { EmojiCompletion } from "../emoji/index.ts";
import { conversationName, GrowingTextarea, isComposing, isTouchKeyboard, offerComposer } from "../messages/index.ts";
import { rememberCaret, restoreCaret } from "./caret-memory.ts";
import { FormatToolbar } from "./FormatToolbar.tsx";
import { keepText } from "./kept-text.ts";
import { outgoingText, roomLeft } from "./outgoing-text.ts";
import { PreviewPane } from "./PreviewPane.tsx";
import { RoomNote } from "./RoomNote.tsx";
import { SendButton } from "./SendButton.tsx";
import { ToolsToggle } from "./ToolsToggle.tsx";
import { isInCode } from "./text/code-block.ts";
import { useDraft } from "./use-draft.ts";
import { useEmojiCompletion } from "./use-emoji-completion.ts";
import { useWritingKeys } from "./use-writing-keys.ts";
import { WaitingNotice } from "./WaitingNotice.tsx";

const GRID =
  "grid grid-cols-[auto_1fr_auto] items-end [grid-template-areas:'toggle_text_send'_'tools_tools_tools'] desk:[grid-template-areas:'text_text_text'_'tools_tools_send']";

export function ComposerCard({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const client = useChatClient();
  const { text, setText } = useDraft(id, conversation.draft);
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [areToolsOpen, setToolsOpen] = useState(false);
  const [isPreviewed, setPreviewed] = useState(false);
  const noteId = useId();

  const body = outgoingText(text);
  const room = roomLeft(body);
  const canSend = body.trim() !== "" && room.kind !== "none";
  const prompt = say("composer.prompt", { name: conversationName(conversation.summary) });
  const isCode = isInCode(text, caret);

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    restoreCaret(id, element);
    if (!isTouchKeyboard()) element.focus({ preventScroll: true });
    const takeBack = offerComposer(element);
    return () => {
      rememberCaret(id, element);
      takeBack();
    };
  }, [id]);
  useEffect(() => () => client.setTyping(id, false), [client, id]);
  useEffect(() => keepText(id, text), [id, text]);

  function change({ value: next, selectionStart }: HTMLTextAreaElement) {
    setText(next);
    setCaret(selectionStart);
    client.setTyping(id, next.trim() !== "");
  }

  function send() {
    area.current?.focus({ preventScroll: true });
    if (!canSend) return;
    client.send(id, body);
    setText("");
    client.setTyping(id, false);
  }

  const completion = useEmojiCompletion({ area, text, caret, isCode });
  const handleWritingKey = useWritingKeys({ conversation, area, send });
  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event)) return;
    const { nativeEvent } = event;
    if (completion.handleKey(nativeEvent) || handleWritingKey(nativeEvent)) event.preventDefault();
  }

  return (
    <section
      data-region
      aria-label={say("composer.region")}
      className="relative shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] desk:px-5 desk:pb-[max(1rem,env(safe-area-inset-bottom))]"
    >
      <h2 className="sr-only">{say("composer.region")}</h2>
      {completion.list === null ? null : <EmojiCompletion {...completion.list} />}
      <WaitingNotice outbox={conversation.outbox} />
      <div className="spoken border border-line-strong bg-surface transition-colors duration-120 focus-within:border-accent">
        {isPreviewed ? <PreviewPane body={body} /> : null}
        <div className={GRID}>
          <ToolsToggle isOpen={areToolsOpen} onOpenChange={setToolsOpen} />
          <div className="relative flex min-w-0 [grid-area:text]">
            {text === "" ? <Prompt text={prompt} /> : null}
            <GrowingTextarea
              ref={area}
              aria-label={prompt}
              aria-describedby={noteId}
              aria-invalid={room.kind === "none"}
              value={text}
              spellCheck={!isCode}
              autoCorrect={isCode ? "off" : "on"}
              autoCapitalize={isCode ? "none" : "sentences"}
              enterKeyHint="enter"
              className="max-h-[40dvh] px-3.5 py-2.5 text-message pointer-coarse:py-3.5 pointer-coarse:text-base"
              onChange={(event) => change(event.target)}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
              onKeyDown={handleKey}
              onFocus={() => completion.setFocus(true)}
              onBlur={() => {
                completion.setFocus(false);
                client.setTyping(id, false);
              }}
              {...completion.attributes}
            />
          </div>
          <FormatToolbar
            area={area}
            isShownOnPhone={areToolsOpen}
            isPreviewed={isPreviewed}
            onPreviewedChange={setPreviewed}
          />
          <SendButton canSend={canSend} onSend={send} />
        </div>
        <RoomNote id={noteId} room={room} />
      </div>
    </section>
  );
}

/** In place of the area's own placeholder, which would break a long name in two and show the half of it. Its name says it to who hears. */
function Prompt({ text }: { text: string }) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-x-3.5 top-2.5 truncate text-message text-text-muted pointer-coarse:top-3.5 pointer-coarse:text-base"
    >
      {text}
    </span>
  );
}
