/** Why a message was not sent, and what can be done about it. */

import { useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import type { TimelineItem } from "./timeline-item.ts";

const BUTTON =
  "-my-1 rounded-input px-1.5 py-1 font-semibold underline-offset-2 hover:underline pointer-coarse:min-h-11 pointer-coarse:px-3";

export function FailedNotice({ item }: { item: TimelineItem }) {
  const client = useChatClient();
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-0.5 pb-1 text-danger text-meta">
      <span>
        <span className="font-semibold">{text("messages.notSent")}</span> {item.failure}
      </span>
      <span className="inline-flex gap-1">
        <button type="button" className={BUTTON} onClick={() => client.retry(item.clientMsgId)}>
          {text("messages.retry")}
        </button>
        <button type="button" className={BUTTON} onClick={() => client.discard(item.clientMsgId)}>
          {text("messages.delete")}
        </button>
      </span>
    </div>
  );
}
