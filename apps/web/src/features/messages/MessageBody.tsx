/** A message's words, formatted where they ask for it: never HTML, only elements of ours. */
import type { ReactNode } from "react";
import { joinClasses } from "../../ui/index.ts";
import { isEmojiOnly } from "./emoji-only.ts";
import { FormattedText } from "./markdown/FormattedText.tsx";
import { hasMarkup } from "./markdown/has-markup.rules.ts";
import { treeOf, useFormattingReady } from "./markdown/markdown-loader.ts";
import { ReachProvider } from "./markdown/reach.ts";
import { TextWithLinks } from "./markdown/TextWithLinks.tsx";

export interface MessageBodyProps {
  text: string;
  /** Whether its links and buttons take part in the tab order. */
  isTabStop: boolean;
  /** Marks that stand at the end of the last line. */
  children?: ReactNode;
}

export function MessageBody({ text, isTabStop, children }: MessageBodyProps) {
  const blocks = useFormattingReady(hasMarkup(text)) ? treeOf(text) : null;
  return (
    <ReachProvider value={isTabStop}>
      {blocks === null ? (
        <div
          data-words
          dir="auto"
          className={joinClasses(
            "w-fit max-w-[min(76ch,100%)] whitespace-pre-wrap text-start [overflow-wrap:anywhere] [unicode-bidi:plaintext]",
            isEmojiOnly(text) ? "text-[2rem]/10" : "text-message",
          )}
        >
          <TextWithLinks text={text} />
          {children}
        </div>
      ) : (
        <div data-words className="w-fit max-w-[min(76ch,100%)] text-message [overflow-wrap:anywhere]">
          <FormattedText blocks={blocks}>{children}</FormattedText>
        </div>
      )}
    </ReachProvider>
  );
}
