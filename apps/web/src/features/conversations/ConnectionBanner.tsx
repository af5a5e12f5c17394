"use client";
/**
 * A slim line about a connection that has been away for two seconds, and a short word when it is back. Its live region is
 * always there; the countdown stands outside of it, so that it is not read out every second.
 */
import { useEffect, useState } from "react";
import { useChatClient, useConnection } from "../../chat/index.ts";
import { noticeFor } from "./connection-notice.ts";

const PATIENCE_MS = 2_000;
const BACK_SHOWN_MS = 2_000;

export function ConnectionBanner() {
  const client = useChatClient();
  const { status, retryAt } = useConnection();
  const phase = useBannerPhase(noticeFor(status) !== null);
  const notice = noticeFor(status);
  const text = phase === "back" ? "Back online." : phase === "away" ? (notice?.text ?? "") : "";
  return (
    <div className={text === "" ? "" : "flex min-h-8 items-center gap-3 bg-accent-soft px-4 py-1 text-preview"}>
      <p role="status" className={text === "" ? "sr-only" : "min-w-0"}>
        {text}
      </p>
      {phase === "away" && notice?.canRetry ? (
        <>
          {retryAt === null ? null : <Countdown until={retryAt} />}
          <button
            type="button"
            onClick={() => client.retryNow()}
            className="shrink-0 font-semibold text-accent underline-offset-4 hover:underline"
          >
            Try now
          </button>
        </>
      ) : null}
    </div>
  );
}

type BannerPhase = "quiet" | "away" | "back";

function useBannerPhase(isAway: boolean): BannerPhase {
  const [phase, setPhase] = useState<BannerPhase>("quiet");
  useEffect(() => {
    if (isAway) {
      const timer = setTimeout(() => setPhase("away"), PATIENCE_MS);
      return () => clearTimeout(timer);
    }
    setPhase((before) => (before === "away" ? "back" : "quiet"));
    const timer = setTimeout(() => setPhase("quiet"), BACK_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isAway]);
  return phase;
}

function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return <span className="tabular ml-auto shrink-0 text-text-muted">Next try in {seconds} s</span>;
}
