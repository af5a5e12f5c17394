/** A message's words; of a very long one the beginning, until more is wanted. Its upper edge stays where it is. */
import type { ReactNode } from "react";
import { text as say } from "../../language/index.ts";
import { isLongText } from "./long-text.ts";
import { MessageBody } from "./MessageBody.tsx";
import { useMessageContext } from "./message-context.ts";
import { unfold, useMessageUi } from "./message-ui.ts";

export interface FoldedTextProps {
  rowKey: string;
  text: string;
  isTabStop: boolean;
  /** Marks that stand at the end. */
  children: ReactNode;
}

export function FoldedText({ rowKey, text, isTabStop, children }: FoldedTextProps) {
  const { holdPlace } = useMessageContext();
  const isUnfolded = useMessageUi(({ unfolded }) => unfolded.has(rowKey));
  if (isUnfolded || !isLongText(text)) {
    return (
      <MessageBody text={text} isTabStop={isTabStop}>
        {children}
      </MessageBody>
    );
  }
  return (
    <>
      <div className="max-h-80 overflow-clip [mask-image:linear-gradient(black_70%,transparent)]">
        <MessageBody text={text} isTabStop={false} />
      </div>
      <button
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-expanded={false}
        className="-ms-2 rounded-input px-2 py-1 font-semibold text-accent text-preview hover:underline pointer-coarse:min-h-11"
        onClick={(event) => {
          event.currentTarget.closest<HTMLElement>("[data-row]")?.focus({ preventScroll: true });
          holdPlace();
          unfold(rowKey);
        }}
      >
        {say("messages.showMore")}
      </button>
      {children}
    </>
  );
}
