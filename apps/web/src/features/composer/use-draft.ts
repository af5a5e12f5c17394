/**
 * The text being written, kept on this device: a moment after the last key, at once when the conversation or the page is
 * left. What is being typed here always wins over what storage or another tab says; who rests sees what was written elsewhere.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { useChatClient } from "../../chat/index.ts";

const SAVE_AFTER_MS = 300;
/** After the last key somebody is still at it. */
const TYPING_MS = 2_000;

export interface Draft {
  readonly text: string;
  readonly setText: (text: string) => void;
}

export function useDraft(conversationId: string, stored: string): Draft {
  const client = useChatClient();
  const [text, show] = useState(stored);
  const unsaved = useRef<string | null>(null);
  const typedAt = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    if (unsaved.current === null) return;
    client.setDraft(conversationId, unsaved.current);
    unsaved.current = null;
  }, [client, conversationId]);

  useEffect(() => {
    const saveWhenHidden = () => document.visibilityState === "hidden" && save();
    window.addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", saveWhenHidden);
    return () => {
      window.removeEventListener("pagehide", save);
      document.removeEventListener("visibilitychange", saveWhenHidden);
      save();
    };
  }, [save]);

  useEffect(() => {
    const showWhatIsStored = () => unsaved.current === null && show(stored);
    const restMs = typedAt.current + TYPING_MS - performance.now();
    if (restMs <= 0) return void showWhatIsStored();
    const rested = setTimeout(showWhatIsStored, restMs);
    return () => clearTimeout(rested);
  }, [stored]);

  const setText = useCallback(
    (next: string) => {
      show(next);
      unsaved.current = next;
      typedAt.current = performance.now();
      clearTimeout(timer.current);
      // A sent text must not come back as a draft, whatever happens next.
      if (next === "") save();
      else timer.current = setTimeout(save, SAVE_AFTER_MS);
    },
    [save],
  );

  return { text, setText };
}
