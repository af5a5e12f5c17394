/** News about the conversation itself: who came, who left, what it is called now. */

import type { Message } from "@oschat/protocol";
import { memo } from "react";
import { text } from "../../language/index.ts";
import { fullTimeLabel } from "./day-label.ts";
import { useMessageContext } from "./message-context.ts";
import { sentenceText, systemSentence } from "./system-sentence.ts";

export interface SystemRowProps {
  rowKey: string;
  message: Message;
  isTabStop: boolean;
}

export const SystemRow = memo(function SystemRow({ rowKey, message, isTabStop }: SystemRowProps) {
  const { me } = useMessageContext();
  const parts = systemSentence(message, me.id);
  const at = Date.parse(message.createdAt);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows of a virtual list stand in wrappers of its own
    <div
      role="listitem"
      tabIndex={isTabStop ? 0 : undefined}
      aria-label={text("messages.describedNews", { news: sentenceText(parts), time: fullTimeLabel(at) })}
      data-row={rowKey}
      data-seq={message.seq}
      title={fullTimeLabel(at)}
      className="px-6 pt-2.5 pb-0.5 text-center text-preview text-text-muted outline-offset-[-2px] [overflow-wrap:anywhere]"
    >
      {parts.map((part, index) =>
        part.kind === "name" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
          <bdi key={index} className="font-medium text-text">
            {part.text}
          </bdi>
        ) : (
          part.text
        ),
      )}
    </div>
  );
});
