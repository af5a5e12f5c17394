/**
 * What waits to be sent, and why: no connection, or too much at once. Stands where it is otherwise said who types, which nobody
 * learns of without a connection, so that it takes no room.
 */
import type { OutboxEntry } from "@oschat/client";
import { Clock } from "lucide-react";
import { useConnection } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useSecondsUntil } from "./use-seconds-until.ts";

export function WaitingNotice({ outbox }: { outbox: readonly OutboxEntry[] }) {
  const { status } = useConnection();
  const waiting = outbox.filter((entry) => entry.status === "queued");
  const limitedUntil = waiting.find((entry) => entry.error?.code === "rate_limited")?.retryAt ?? null;
  const seconds = useSecondsUntil(limitedUntil);
  const isConnected = status === "live" || status === "catching-up";
  const isLimited = isConnected && seconds !== null;
  const isCutOff = !isConnected && waiting.length > 0;
  return (
    <div
      role="status"
      className="absolute inset-x-0 bottom-full z-10 flex h-6 items-center gap-1.5 bg-surface px-4 text-meta text-text-muted empty:hidden desk:px-5"
    >
      {isLimited || isCutOff ? <Clock size={13} strokeWidth={2} aria-hidden="true" className="shrink-0" /> : null}
      {isLimited ? (
        <span className="tabular truncate">
          {text("composer.tooFast")} <span aria-hidden="true">{text("composer.goesOnIn", { seconds })}</span>
        </span>
      ) : null}
      {isCutOff ? <span className="truncate">{text("composer.willBeSent", { count: waiting.length })}</span> : null}
    </div>
  );
}
