/** What is new above the view: how much, since when, the way there, and the way to be done with it. */

import type { ChatClient, Conversation } from "@oschat/client";
import { ArrowUp, Check } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { focusComposer } from "./composer-focus.ts";
import { dayKey, dayLabel, timeLabel } from "./day-label.ts";
import { firstNewSeq } from "./timeline-rows.ts";
import { countNew } from "./unread-mark.ts";
import { useNow } from "./use-now.ts";
import { endUnreadLine } from "./use-unread-mark.ts";

/** So much history is fetched, at most, to find where what is new begins. */
const MOST_PAGES = 40;

export interface UnreadBarProps {
  conversation: Conversation;
  meId: string;
  newAfterSeq: number;
  onJump: () => void;
  onDone: () => void;
}

export function UnreadBar({ conversation, meId, newAfterSeq, onJump, onDone }: UnreadBarProps) {
  const client = useChatClient();
  const now = useNow();
  const [search, setSearch] = useState<"none" | "under way" | "over">("none");
  const { id, window, summary } = conversation;
  const { messages } = window;
  const firstSeq = firstNewSeq({ ...window, outbox: [], meId, newAfterSeq });
  const first = messages.find(({ seq }) => seq === firstSeq);
  const count = countNew(messages, newAfterSeq, meId);

  const leave = useCallback(() => {
    onDone();
    // The buttons go, and with them the focus.
    focusComposer();
  }, [onDone]);

  const hasLine = firstSeq !== null;
  useEffect(() => {
    if (search !== "over" || !hasLine) return;
    onJump();
    leave();
  }, [search, hasLine, onJump, leave]);

  const jump = async () => {
    setSearch("under way");
    try {
      for (let page = 0; page < MOST_PAGES && !isHeld(client, id, newAfterSeq); page += 1) await client.loadOlder(id);
      setSearch(isHeld(client, id, newAfterSeq) ? "over" : "none");
    } catch {
      // The list's own notice says so, and offers to try again.
      setSearch("none");
    }
  };
  const markRead = () => {
    client.markRead(id, summary.lastSeq);
    endUnreadLine();
    leave();
  };

  return (
    <fieldset
      aria-label={text("messages.newAbove")}
      className="spoken absolute inset-x-3 top-2 z-10 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] items-center bg-accent text-accent-text text-preview shadow-menu transition-opacity duration-150 starting:opacity-0"
    >
      <button
        type="button"
        disabled={search !== "none"}
        onClick={() => void jump()}
        className="flex min-h-9 min-w-0 items-center gap-2 rounded-[inherit] ps-3.5 pe-3 font-semibold hover:brightness-110 pointer-coarse:min-h-11"
      >
        <ArrowUp size={16} strokeWidth={2} aria-hidden="true" className="shrink-0" />
        <span className="tabular truncate">
          {first === undefined
            ? text("messages.newMoreThan", { count })
            : text("messages.newSince", { count, since: momentOf(first.createdAt, now) })}
        </span>
        <span className="sr-only">{text("messages.jumpUp")}</span>
      </button>
      <button
        type="button"
        onClick={markRead}
        className="flex min-h-9 shrink-0 items-center gap-1.5 rounded-[inherit] ps-2 pe-3.5 hover:brightness-110 pointer-coarse:min-h-11"
      >
        <Check size={16} strokeWidth={2} aria-hidden="true" />
        {text("messages.markRead")}
      </button>
    </fieldset>
  );
}

/** What the line stands between is on this device: without what is above it, it would stand at the upper edge. */
function isHeld(client: ChatClient, id: string, newAfterSeq: number): boolean {
  const held = client.getState().conversations.get(id)?.window;
  return held === undefined || held.reachedStart || (held.messages[0]?.seq ?? 0) <= newAfterSeq;
}

/** The time of day, or the day when it is not today. */
function momentOf(createdAt: string, now: number): string {
  const at = Date.parse(createdAt);
  return dayKey(at) === dayKey(now) ? timeLabel(at) : dayLabel(at, now);
}
