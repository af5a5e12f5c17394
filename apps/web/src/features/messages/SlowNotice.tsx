/** A message that takes long although the connection stands: it can be tried again at once, which never makes it two. */
import { useEffect, useState } from "react";
import { useChatClient, useConnection } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import type { TimelineItem } from "./timeline-item.ts";

const SLOW_MS = 30_000;

export function SlowNotice({ item }: { item: TimelineItem }) {
  const client = useChatClient();
  const { status } = useConnection();
  const isSlow = useIsPast(item.at + SLOW_MS);
  if (!isSlow || status !== "live") return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 pt-0.5 pb-1 text-meta text-text-muted">
      {text("composer.takesLong")}
      <button
        type="button"
        className="-my-1 rounded-input px-1.5 py-1 font-semibold text-accent underline-offset-2 hover:underline pointer-coarse:min-h-11"
        onClick={() => {
          client.wake();
          client.retry(item.clientMsgId);
        }}
      >
        {text("composer.retry")}
      </button>
    </p>
  );
}

/** @param at milliseconds since the epoch */
function useIsPast(at: number): boolean {
  const [isPast, setPast] = useState(() => Date.now() >= at);
  useEffect(() => {
    if (isPast) return;
    const timer = setTimeout(() => setPast(true), at - Date.now());
    return () => clearTimeout(timer);
  }, [at, isPast]);
  return isPast;
}
