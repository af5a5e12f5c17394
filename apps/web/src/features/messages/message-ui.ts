/**
 * What a person is doing to which message right now: editing one, about to delete one. Lives outside the rows, which come
 * and go while scrolling. An edit shows at once and is taken back, with its text still there, when the server refuses it.
 */

import type { ChatClient, Conversation } from "@oschat/client";
import { create } from "zustand";
import { sentenceFor } from "../../chat/index.ts";
import { text as say } from "../../language/index.ts";
import { toast } from "../../ui/index.ts";

const FLASH_MS = 2_000;

export interface MessageTarget {
  readonly conversationId: string;
  readonly messageId: string;
  /** What it says, or is to say. */
  readonly text: string;
}

interface MessageUi {
  readonly editing: MessageTarget | null;
  readonly deleting: MessageTarget | null;
  /** Edits under way: message id to new text. */
  readonly pendingEdits: ReadonlyMap<string, string>;
  /** The row whose toolbar is shown. */
  readonly toolbarKey: string | null;
  /** Rows whose long text is shown whole. */
  readonly unfolded: ReadonlySet<string>;
  /** The message that a link led to, for a moment. */
  readonly flashedId: string | null;
}

export const useMessageUi = create<MessageUi>(() => ({
  editing: null,
  deleting: null,
  pendingEdits: new Map(),
  toolbarKey: null,
  unfolded: new Set(),
  flashedId: null,
}));

let focusBeforeEditing: HTMLElement | null = null;

export function startEditing(editing: MessageTarget): void {
  focusBeforeEditing = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  useMessageUi.setState({ editing });
}

/** Opens my newest text that can still be changed; false when there is none. */
export function editLastOwn(conversation: Conversation, meId: string): boolean {
  const last = conversation.window.messages.findLast(
    (message) => message.senderId === meId && message.kind === "text" && message.deletedAt === null,
  );
  if (last === undefined) return false;
  startEditing({ conversationId: conversation.id, messageId: last.messageId, text: last.body });
  return true;
}

/** Closes the editor; focus goes back to where it was. */
export function stopEditing(): void {
  useMessageUi.setState({ editing: null });
  if (focusBeforeEditing?.isConnected === true) focusBeforeEditing.focus({ preventScroll: true });
  focusBeforeEditing = null;
}

export async function saveEdit(client: ChatClient, { conversationId, messageId, text }: MessageTarget): Promise<void> {
  stopEditing();
  setPendingEdit(messageId, text);
  try {
    await client.edit(conversationId, messageId, text);
  } catch (error) {
    toast({ kind: "error", text: say("messages.notSaved", { reason: sentenceFor(error) }) });
    if (useMessageUi.getState().editing === null) startEditing({ conversationId, messageId, text });
  } finally {
    setPendingEdit(messageId, null);
  }
}

export function askToDelete(target: MessageTarget | null): void {
  useMessageUi.setState({ deleting: target });
}

export function unfold(rowKey: string): void {
  useMessageUi.setState(({ unfolded }) => ({ unfolded: new Set([...unfolded, rowKey]) }));
}

/** Makes a message stand out, so that the eye finds it. */
export function flash(messageId: string): void {
  useMessageUi.setState({ flashedId: messageId });
  setTimeout(() => {
    if (useMessageUi.getState().flashedId === messageId) useMessageUi.setState({ flashedId: null });
  }, FLASH_MS);
}

function setPendingEdit(messageId: string, text: string | null): void {
  const pendingEdits = new Map(useMessageUi.getState().pendingEdits);
  if (text === null) pendingEdits.delete(messageId);
  else pendingEdits.set(messageId, text);
  useMessageUi.setState({ pendingEdits });
}
