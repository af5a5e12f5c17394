/** Finds messages among those this device holds: by every word of what is asked, whatever the case and the accents. */
import type { Message } from "@oschat/protocol";
import type { Conversation } from "./state.ts";

export interface SearchOptions {
  /** Only there. */
  conversationId?: string;
  /** At most so many; the newest ones. */
  limit?: number;
}

const DEFAULT_LIMIT = 50;
/** Folding costs more than looking: each text is folded once. */
const folded = new WeakMap<Message, string>();

/** The newest first. Nothing is found by nothing. */
export function searchMessages(
  conversations: ReadonlyMap<string, Conversation>,
  text: string,
  { conversationId, limit = DEFAULT_LIMIT }: SearchOptions = {},
): Message[] {
  const words = foldText(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [];
  const only = conversationId === undefined ? undefined : conversations.get(conversationId);
  const among = conversationId === undefined ? conversations.values() : only === undefined ? [] : [only];
  const found: Message[] = [];
  for (const conversation of among) found.push(...newestWith(words, conversation, limit));
  return found.sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0)).slice(0, limit);
}

/** As it is compared: without accents, in lower case. */
export function foldText(text: string): string {
  if (/^\p{ASCII}*$/u.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function newestWith(words: readonly string[], { window, excerpt }: Conversation, limit: number): Message[] {
  const found: Message[] = [];
  for (const messages of [window.messages, excerpt?.messages ?? []]) {
    for (let index = messages.length - 1; index >= 0 && found.length < limit; index -= 1) {
      const message = messages[index];
      if (message !== undefined && has(message, words)) found.push(message);
    }
  }
  return found;
}

function has(message: Message, words: readonly string[]): boolean {
  if (message.kind !== "text" || message.deletedAt !== null) return false;
  let body = folded.get(message);
  if (body === undefined) {
    body = foldText(message.body);
    folded.set(message, body);
  }
  return words.every((word) => body.includes(word));
}
