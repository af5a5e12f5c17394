/**
 * The text of a message to one conversation, with its preview and what is said of its length: cells of the composer's grid. Each
 * conversation has its own, made anew, so that text, caret and input method never get from one into the other. Sending clears it at
 * once and keeps the focus: whether the message arrives is the timeline's news. Keys that belong to an input method are never acted on.
 */
import type { Conversation } from "@oschat/client";
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useState,
} from "react";
import { useChatClient } from "../../chat/index.ts";
import { text as say } from "../../language/index.ts";
import { EmojiCompletion } from "../emoji/index.ts";
import { conversationName, GrowingTextarea, isComposing, isTouchKeyboard, offerComposer } from "../messages/index.ts";
import { rememberCaret, restoreCaret } from "./caret-memory.ts";
import { keepText } from "./kept-text.ts";
import { outgoingText, roomLeft } from "./outgoing-text.ts";
import { PreviewPane } from "./PreviewPane.tsx";
import { RoomNote } from "./RoomNote.tsx";
import { isInCode } from "./text/code-block.ts";
import { useDraft } from "./use-draft.ts";
import { useEmojiCompletion } from "./use-emoji-completion.ts";
import { useWritingKeys } from "./use-writing-keys.ts";

interface TextCellProps {
  conversation: Conversation;
  /** Where the tools find the area they act on. */
  area: RefObject<HTMLTextAreaElement | null>;
  /** Where the button finds what sends the text. */
  sender: RefObject<(() => void) | null>;
  onCanSendChange: (canSend: boolean) => void;
  isPreviewed: boolean;
}

export function TextCell({ conversation, area, sender, onCanSendChange, isPreviewed }: TextCellProps) {
  const { id } = conversation;
  const client = useChatClient();
  const { text, setText } = useDraft(id, conversation.draft);
  const [caret, setCaret] = useState(0);
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
  }, [id, area]);
  useEffect(() => () => client.setTyping(id, false), [client, id]);
  useEffect(() => keepText(id, text), [id, text]);
  useLayoutEffect(() => onCanSendChange(canSend), [onCanSendChange, canSend]);

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
  useImperativeHandle(sender, () => send);

  const completion = useEmojiCompletion({ area, text, caret, isCode });
  const handleWritingKey = useWritingKeys({ conversation, area, send });
  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event)) return;
    const { nativeEvent } = event;
    if (completion.handleKey(nativeEvent) || handleWritingKey(nativeEvent)) event.preventDefault();
  }

  return (
    <>
      {completion.list === null ? null : <EmojiCompletion {...completion.list} />}
      {isPreviewed ? <PreviewPane body={body} /> : null}
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
      <RoomNote id={noteId} room={room} />
    </>
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
