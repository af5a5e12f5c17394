/** A run of messages far above the window, shown around one of them; it becomes part of the window when they touch. Pure. */
import type { HistoryPage, Message } from "@oschat/protocol";
import type { Conversation, Excerpt } from "../state.ts";

export type Direction = "older" | "newer";

/** The excerpt around a message, in place of another. `changedMeanwhile` are the changes applied since the page was asked for. */
export function showExcerpt(
  conversation: Conversation,
  { page, aroundId }: { page: HistoryPage; aroundId: string },
  changedMeanwhile: readonly Message[],
): Conversation {
  const excerpt: Excerpt = {
    aroundId,
    messages: page.messages,
    reachedStart: !page.hasOlder,
    loadingOlder: false,
    loadingNewer: false,
    olderFailed: false,
    newerFailed: false,
  };
  return joined({ ...conversation, excerpt: changeExcerpt(excerpt, changedMeanwhile) });
}

/** The excerpt with a page before or after it; the conversation as it is when there is no excerpt any more. */
export function extendExcerpt(
  conversation: Conversation,
  { page, direction }: { page: HistoryPage; direction: Direction },
  changedMeanwhile: readonly Message[],
): Conversation {
  const { excerpt } = conversation;
  if (excerpt === null) return conversation;
  const extended: Excerpt =
    direction === "older"
      ? {
          ...excerpt,
          messages: runOf(page.messages, excerpt.messages),
          reachedStart: !page.hasOlder,
          loadingOlder: false,
          olderFailed: false,
        }
      : { ...excerpt, messages: runOf(excerpt.messages, page.messages), loadingNewer: false, newerFailed: false };
  return joined({ ...conversation, excerpt: changeExcerpt(extended, changedMeanwhile) });
}

/** What changed of its messages; new ones are the window's. */
export function changeExcerpt<E extends Excerpt | null>(excerpt: E, changed: readonly Message[]): E {
  if (excerpt === null) return excerpt;
  const latest = new Map<string, Message>();
  for (const message of changed) {
    if (message.rev > (latest.get(message.messageId)?.rev ?? 0)) latest.set(message.messageId, message);
  }
  const isNewer = (held: Message) => (latest.get(held.messageId)?.rev ?? 0) > held.rev;
  if (!excerpt.messages.some(isNewer)) return excerpt;
  const messages = excerpt.messages.map((held) => (isNewer(held) ? (latest.get(held.messageId) ?? held) : held));
  return { ...excerpt, messages };
}

/** The conversation with one run instead of two, where excerpt and window touch. */
export function joined(conversation: Conversation): Conversation {
  const { excerpt, window } = conversation;
  const last = excerpt?.messages.at(-1);
  const oldest = window.messages[0];
  if (excerpt === null || last === undefined || oldest === undefined || last.seq < oldest.seq - 1) return conversation;
  const messages = runOf(excerpt.messages, window.messages);
  const reachedStart = window.reachedStart || excerpt.reachedStart;
  return { ...conversation, excerpt: null, window: { ...window, messages, reachedStart } };
}

/** Two runs that touch or overlap, as one; where both have a message, the higher revision counts. */
function runOf(before: readonly Message[], after: readonly Message[]): readonly Message[] {
  const first = after[0];
  if (first === undefined) return before;
  const revs = new Map(before.map(({ seq, rev }) => [seq, rev]));
  const newer = after.filter(({ seq, rev }) => (revs.get(seq) ?? 0) <= rev);
  const bySeq = new Map([...before, ...newer].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
