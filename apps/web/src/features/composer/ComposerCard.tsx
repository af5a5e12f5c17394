/**
 * The card a message is written in. Sending clears it at once and keeps the focus: whether the message arrives is the
 * timeline's news. Keys that belong to an input method are never acted on.
 */
import type { Conversation } from "@oschat/client";
import { SendHorizontal } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { useChatClient, useMe } from "../../chat/index.ts";
import { text as say } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";
import {
  conversationName,
  editLastOwn,
  GrowingTextarea,
  isComposing,
  isTouchKeyboard,
  offerComposer,
} from "../messages/index.ts";
import { outgoingText, type Room, roomLeft } from "./outgoing-text.ts";
import { useDraft } from "./use-draft.ts";

export function ComposerCard({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const client = useChatClient();
  const me = useMe();
  const { text, setText } = useDraft(id, conversation.draft);
  const area = useRef<HTMLTextAreaElement>(null);
  const noteId = useId();

  const body = outgoingText(text);
  const room = roomLeft(body);
  const isEmpty = body.trim() === "";
  const canSend = !isEmpty && room.kind !== "none";
  const prompt = say("composer.prompt", { name: conversationName(conversation.summary) });

  useEffect(() => {
    if (isTouchKeyboard()) return;
    area.current?.focus({ preventScroll: true });
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);
  useEffect(() => (area.current === null ? undefined : offerComposer(area.current)), []);
  useEffect(() => () => client.setTyping(id, false), [client, id]);

  function change(next: string) {
    setText(next);
    client.setTyping(id, next.trim() !== "");
  }

  function send() {
    area.current?.focus({ preventScroll: true });
    if (!canSend) return;
    client.send(id, body);
    setText("");
    client.setTyping(id, false);
  }

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event)) return;
    if (event.key === "Enter") {
      const mustSend = event.ctrlKey || event.metaKey;
      if (!mustSend && (event.shiftKey || event.altKey || isTouchKeyboard())) return;
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && text === "" && me !== null && editLastOwn(conversation, me.id)) {
      event.preventDefault();
    }
  }

  return (
    <div className="shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] desk:px-5 desk:pb-[max(1rem,env(safe-area-inset-bottom))]">
      <div className="spoken border border-line-strong bg-surface transition-colors duration-120 focus-within:border-accent">
        <div className="flex items-end">
          <GrowingTextarea
            ref={area}
            aria-label={prompt}
            aria-describedby={noteId}
            aria-invalid={room.kind === "none"}
            placeholder={prompt}
            value={text}
            spellCheck
            autoCapitalize="sentences"
            enterKeyHint="enter"
            className="max-h-[40dvh] px-3.5 py-2.5 text-message placeholder:text-text-muted pointer-coarse:py-3.5 pointer-coarse:text-base"
            onChange={(event) => change(event.target.value)}
            onKeyDown={handleKey}
            onBlur={() => client.setTyping(id, false)}
          />
          <button
            type="button"
            aria-label={say("composer.send")}
            title={say("composer.send")}
            disabled={!canSend}
            // Pressing it must not take the focus, and with it the touch keyboard, from the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={send}
            className={joinClasses(
              "spoken m-1 inline-flex size-9 shrink-0 items-center justify-center transition-colors duration-120 pointer-coarse:size-11",
              canSend ? "bg-accent text-accent-text hover:brightness-110" : "text-text-faint",
            )}
          >
            <SendHorizontal size={18} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
          </button>
        </div>
        <RoomNote id={noteId} room={room} />
      </div>
    </div>
  );
}

/** How much room is left, once it gets little; why nothing can be sent, once there is none. */
function RoomNote({ id, room }: { id: string; room: Room }) {
  return (
    <p
      id={id}
      role="status"
      className={joinClasses(
        "tabular px-3.5 pb-2 text-end text-meta empty:hidden",
        room.kind === "none" ? "font-semibold text-danger" : "text-text-muted",
      )}
    >
      {room.kind === "little" ? say("composer.roomLeft", { count: room.left }) : null}
      {room.kind === "none" ? say("composer.tooLong", { count: room.excess }) : null}
    </p>
  );
}
