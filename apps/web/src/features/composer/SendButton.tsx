import { SendHorizontal } from "lucide-react";
import { text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";

export function SendButton({ canSend, onSend }: { canSend: boolean; onSend: () => void }) {
  return (
    <button
      type="button"
      aria-label={text("composer.send")}
      title={text("composer.send")}
      disabled={!canSend}
      // Pressing it must not take the focus, and with it the touch keyboard, from the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onSend}
      className={joinClasses(
        "spoken m-1 inline-flex size-9 shrink-0 items-center justify-center transition-colors duration-120 [grid-area:send] pointer-coarse:size-11",
        canSend ? "bg-accent text-accent-text hover:brightness-110" : "text-text-faint",
      )}
    >
      <SendHorizontal size={18} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
    </button>
  );
}
