/** A message's words: plain text with its line breaks, web addresses as links, each line in its own direction. Never HTML. */
import { Fragment, type ReactNode } from "react";
import { joinClasses } from "../../ui/index.ts";
import { isEmojiOnly } from "./emoji-only.ts";
import { findLinks } from "./find-links.ts";

export interface MessageBodyProps {
  text: string;
  /** Links take part in the tab order only in the row that has the list's tab stop. */
  isTabStop: boolean;
  /** Marks that stand at the end of the last line. */
  children?: ReactNode;
}

export function MessageBody({ text, isTabStop, children }: MessageBodyProps) {
  return (
    <div
      dir="auto"
      className={joinClasses(
        "max-w-[76ch] whitespace-pre-wrap text-start [overflow-wrap:anywhere] [unicode-bidi:plaintext]",
        isEmojiOnly(text) ? "text-[2rem]/10" : "text-message",
      )}
    >
      {findLinks(text).map((segment, index) =>
        segment.kind === "text" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
          <Fragment key={index}>{segment.text}</Fragment>
        ) : (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
            key={index}
            href={segment.href}
            target="_blank"
            rel="noopener noreferrer nofollow ugc"
            tabIndex={isTabStop ? 0 : -1}
            className="text-accent underline decoration-from-font underline-offset-2 hover:decoration-2"
          >
            {segment.text}
          </a>
        ),
      )}
      {children}
    </div>
  );
}
