/** What the keys of the shortcut table do in the text of a message. */
import type { Conversation } from "@oschat/client";
import type { RefObject } from "react";
import { useMe } from "../../chat/index.ts";
import { editLastOwn, isTouchKeyboard } from "../messages/index.ts";
import { enterSendsChoice, type WritingShortcutId, writingShortcut } from "../shortcuts/index.ts";
import { applyEdit, selectedIn } from "./text/apply-edit.ts";
import { enterInCode, indentCode } from "./text/code-block.ts";
import { type Format, toggleFormat } from "./text/format-text.ts";
import type { Selected, TextEdit } from "./text/text-edit.ts";

interface WritingKeysInput {
  readonly conversation: Conversation;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly send: () => void;
}

/** Returns whether the key was used. */
export function useWritingKeys({ conversation, area, send }: WritingKeysInput): (event: KeyboardEvent) => boolean {
  const me = useMe();

  function edit(change: (selected: Selected) => TextEdit | null): boolean {
    const element = area.current;
    const made = element === null ? null : change(selectedIn(element));
    if (element !== null && made !== null) applyEdit(element, made);
    return made !== null;
  }
  const format = (which: Format) => edit((selected) => toggleFormat(which, selected));
  const finish = () => {
    send();
    return true;
  };

  const deeds: Record<WritingShortcutId, () => boolean> = {
    enter: () => edit(enterInCode) || (enterSendsChoice.read() === "yes" && !isTouchKeyboard() && finish()),
    sendMessage: finish,
    newLine: () => false,
    indent: () => edit((selected) => indentCode(selected, 1)),
    outdent: () => edit((selected) => indentCode(selected, -1)),
    editLast: () => area.current?.value === "" && me !== null && editLastOwn(conversation, me.id),
    bold: () => format("bold"),
    italic: () => format("italic"),
    strike: () => format("strike"),
    code: () => format("code"),
  };

  return (event) => {
    const id = writingShortcut(event);
    return id !== null && deeds[id]();
  };
}
