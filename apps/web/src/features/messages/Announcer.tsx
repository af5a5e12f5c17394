/**
 * Says what just arrived to those who listen. A region of its own, because the rows of the list come and go; polite, so
 * that it waits for the end of a sentence. What was there before is never said, nor are a person's own messages.
 */

import type { Conversation } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import { useEffect, useRef, useState } from "react";
import { text } from "../../language/index.ts";
import { announcementOf } from "./announcement.ts";

/** A burst is one announcement. */
const GATHER_MS = 500;

export function Announcer({ conversation, meId }: { conversation: Conversation; meId: string }) {
  const { messages, loaded } = conversation.window;
  const knownSeq = useRef<number | null>(null);
  const arrived = useRef<Message[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [said, setSaid] = useState({ id: 0, text: "" });

  useEffect(() => {
    if (!loaded) return;
    const known = knownSeq.current;
    knownSeq.current = Math.max(known ?? 0, messages.at(-1)?.seq ?? 0);
    if (known === null) return;
    const firstNew = messages.findLastIndex((message) => message.seq <= known) + 1;
    arrived.current.push(...messages.slice(firstNew));
    if (arrived.current.length === 0 || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      const news = announcementOf(arrived.current, meId);
      arrived.current = [];
      timer.current = undefined;
      if (news !== null) setSaid(({ id }) => ({ id: id + 1, text: news }));
    }, GATHER_MS);
  }, [messages, loaded, meId]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const failures = conversation.outbox.filter((entry) => entry.status === "failed");
  const newestFailure = failures.at(-1);
  return (
    <>
      <div aria-live="polite" data-announcer className="sr-only whitespace-pre-line">
        <span key={said.id}>{said.text}</span>
      </div>
      <div role="alert" className="sr-only">
        {newestFailure === undefined ? null : (
          <span key={newestFailure.clientMsgId}>{text("messages.notSentSaid")}</span>
        )}
      </div>
    </>
  );
}
