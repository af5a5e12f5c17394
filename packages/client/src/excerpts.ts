/**
 * Places far up in the history, for links and search results: the messages around one of them, held beside the window.
 *
 *     openAround ──> excerpt ──extendExcerpt──> longer ──touches the window──> part of the window, excerpt null
 *                       └──closeExcerpt──> null
 *
 * A page may be of an earlier revision than the state it is put into: the changes applied meanwhile are applied to it as well.
 */
import type { HistoryPage, Message } from "@oschat/protocol";
import type { Lanes } from "./lanes.ts";
import { type Direction, extendExcerpt, showExcerpt } from "./reducers/excerpt.ts";
import type { RestCalls } from "./rest-calls.ts";
import type { Conversation, Excerpt } from "./state.ts";
import type { Store } from "./store.ts";

const ATTEMPTS = 3;

export interface ExcerptDeps {
  store: Store;
  lanes: Lanes;
  rest: RestCalls;
  /** Makes sure that the conversation's newest messages are there. */
  load(conversationId: string): Promise<void>;
}

export function createExcerpts({ store, lanes, rest, load }: ExcerptDeps) {
  /** The latest wish for each conversation: an answer to an earlier one is dropped. */
  const wishes = new Map<string, symbol>();

  function change(id: string, reduce: (held: Conversation) => Conversation): void {
    const held = store.conversation(id);
    if (held !== undefined) store.put([reduce(held)]);
  }

  function mark(id: string, changes: Partial<Excerpt>): void {
    change(id, (held) => (held.excerpt === null ? held : { ...held, excerpt: { ...held.excerpt, ...changes } }));
  }

  const holds = (id: string, messageId: string): "window" | "excerpt" | null => {
    const held = store.conversation(id);
    const isIt = (message: Message) => message.messageId === messageId;
    if (held?.window.messages.some(isIt)) return "window";
    return held?.excerpt?.messages.some(isIt) ? "excerpt" : null;
  };

  /** A page, with what changed while it was on its way; null when the conversation was put anew meanwhile. */
  async function fetched(id: string, ask: () => Promise<HistoryPage>) {
    const { recording, stop } = lanes.record(id);
    try {
      const page = await ask();
      return recording.isStale ? null : { page, changes: recording.changes };
    } finally {
      stop();
    }
  }

  function close(id: string): void {
    wishes.delete(id);
    change(id, (held) => (held.excerpt === null ? held : { ...held, excerpt: null }));
  }

  async function openAround(id: string, messageId: string): Promise<void> {
    const wish = Symbol(messageId);
    wishes.set(id, wish);
    await load(id);
    for (let attempt = 0; attempt < ATTEMPTS && wishes.get(id) === wish; attempt += 1) {
      const place = holds(id, messageId);
      if (place === "window") return close(id);
      if (place === "excerpt") return;
      const answer = await fetched(id, () => rest.pageAround(id, messageId));
      if (answer === null || wishes.get(id) !== wish) continue;
      const { page, changes } = answer;
      return change(id, (held) => showExcerpt(held, { page, aroundId: messageId }, changes));
    }
  }

  async function extend(id: string, direction: Direction): Promise<void> {
    const excerpt = store.conversation(id)?.excerpt;
    const isOlder = direction === "older";
    const edge = isOlder ? excerpt?.messages[0] : excerpt?.messages.at(-1);
    if (!excerpt || edge === undefined || (isOlder && excerpt.reachedStart)) return;
    if (isOlder ? excerpt.loadingOlder : excerpt.loadingNewer) return;
    mark(id, isOlder ? { loadingOlder: true, olderFailed: false } : { loadingNewer: true, newerFailed: false });
    const isStillHere = () => store.conversation(id)?.excerpt?.aroundId === excerpt.aroundId;
    try {
      const ask = isOlder ? rest.pageBefore : rest.pageAfter;
      const answer = await fetched(id, () => ask(id, edge.messageId));
      if (answer === null || !isStillHere()) return;
      change(id, (held) => extendExcerpt(held, { page: answer.page, direction }, answer.changes));
    } catch (error) {
      if (isStillHere()) {
        mark(id, isOlder ? { loadingOlder: false, olderFailed: true } : { loadingNewer: false, newerFailed: true });
      }
      throw error;
    }
  }

  return { openAround, extend, close };
}
