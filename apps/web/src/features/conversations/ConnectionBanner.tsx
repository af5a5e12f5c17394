"use client";
/**
 * A slim line about a connection that has been away for two seconds, and a short word when it is back. Its live region is
 * always there; the countdown stands outside of it, so that it is not read out every second.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useChatClient, useConnection } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";
import { focusComposer } from "../messages/index.ts";
import { type ConnectionNotice, isTrying, noticeAfter } from "./connection-notice.ts";

const PATIENCE_MS = 2_000;
const BACK_SHOWN_MS = 2_000;

/** @param isOver whether it lies over what follows, rather than move it; `false` is for where nothing follows that is read */
export function ConnectionBanner({ isOver = true }: { isOver?: boolean }) {
  const { status, retryAt } = useConnection();
  const [shown, setShown] = useState<ConnectionNotice | null>(null);
  const notice = noticeAfter(shown, status);
  if (notice !== shown) setShown(notice);
  const phase = useBannerPhase(notice !== null);
  const away = notice === null ? "" : text(notice.text);
  const sentence = phase === "back" ? text("conversations.backOnline") : phase === "away" ? away : "";
  return (
    <div className={isOver ? "relative z-10 h-0" : ""}>
      <div
        className={
          sentence === ""
            ? ""
            : joinClasses(
                "flex min-h-8 items-center gap-3 bg-accent-soft px-3 py-1 text-preview desk:px-5",
                isOver && "border-line border-b",
              )
        }
      >
        <p role="status" className={sentence === "" ? "sr-only" : "min-w-0"}>
          {sentence}
        </p>
        {phase === "away" && notice?.canRetry ? (
          <>
            <span className="tabular ms-auto shrink-0 text-text-muted">
              {retryAt === null ? text("conversations.trying") : <Countdown until={retryAt} />}
            </span>
            <TryNow isTrying={isTrying(status)} />
          </>
        ) : null}
      </div>
    </div>
  );
}

/** Stays, and keeps the focus, while an attempt is under way; hands the focus on when it goes. */
function TryNow({ isTrying }: { isTrying: boolean }) {
  const client = useChatClient();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const element = button.current;
    return () => {
      if (element !== null && element === document.activeElement) focusComposer();
    };
  }, []);
  return (
    <button
      ref={button}
      type="button"
      aria-disabled={isTrying}
      onClick={() => isTrying || client.retryNow()}
      className="shrink-0 font-semibold text-accent underline-offset-4 hover:underline aria-disabled:opacity-50"
    >
      {text("conversations.tryNow")}
    </button>
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
  return phase === "away" && !isAway ? "back" : phase;
}

function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return text("conversations.countdown", { seconds: Math.max(0, Math.ceil((until - now) / 1000)) });
}
