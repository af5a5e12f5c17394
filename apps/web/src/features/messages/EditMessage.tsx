/** Changes a message where it stands. Enter saves, Escape or an unchanged text cancels, an empty one asks to delete. */

import { countCodePoints, LIMITS } from "@oschat/protocol";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Button } from "../../ui/index.ts";
import { enterSendsChoice, writingShortcut } from "../shortcuts/index.ts";
import { GrowingTextarea } from "./GrowingTextarea.tsx";
import { isComposing } from "./ime.ts";
import { askToDelete, type MessageTarget, saveEdit, stopEditing } from "./message-ui.ts";
import type { TimelineItem } from "./timeline-item.ts";
import { isTouchKeyboard } from "./touch-keyboard.ts";

export function EditMessage({ item, editing }: { item: TimelineItem; editing: MessageTarget }) {
  const client = useChatClient();
  const [draft, setDraft] = useState(editing.text);
  const whole = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const excess = countCodePoints(draft.trim()) - LIMITS.bodyCodePoints;

  // Its buttons too are in view, from the start and while it grows.
  useEffect(() => {
    const element = whole.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => element.scrollIntoView({ block: "nearest" }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    area.current?.focus({ preventScroll: true });
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);

  function save() {
    const body = draft.trim();
    if (excess > 0) return;
    if (body === item.body) stopEditing();
    else if (body !== "") void saveEdit(client, { ...editing, text: body });
    else {
      stopEditing();
      askToDelete({ ...editing, text: item.body });
    }
  }

  function handleKey(event: KeyboardEvent) {
    if (isComposing(event)) return;
    const shortcut = writingShortcut(event.nativeEvent);
    const maySend = shortcut === "enter" && enterSendsChoice.read() === "yes" && !isTouchKeyboard();
    if (shortcut === "sendMessage" || maySend) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      stopEditing();
    }
  }

  return (
    <div ref={whole} className="max-w-[46rem] py-1">
      <div className="spoken flex border border-line-strong bg-surface focus-within:border-accent">
        <GrowingTextarea
          ref={area}
          aria-label={text("messages.editMessage")}
          value={draft}
          spellCheck
          className="max-h-[40dvh] px-3 py-2 text-message pointer-coarse:text-base"
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={handleKey}
        />
      </div>
      <div className="flex items-center gap-2 pt-1.5">
        <Button variant="primary" size="sm" disabled={excess > 0} onClick={save}>
          {text("messages.save")}
        </Button>
        <Button variant="ghost" size="sm" onClick={stopEditing}>
          {text("common.cancel")}
        </Button>
        <span role="status" className="text-danger text-meta">
          {excess > 0 ? text("messages.tooLongBy", { count: excess }) : ""}
        </span>
      </div>
    </div>
  );
}
