/** Who is typing (P1): incoming signals expire by themselves, outgoing ones are renewed sparingly. Never stored. */
import { LIMITS, type TypingNotice } from "@oschat/protocol";
import type { Clock } from "./clock.ts";
import { knownName } from "./reducers/profile.ts";
import type { TypingPerson } from "./state.ts";
import type { Store } from "./store.ts";

export interface TypingDeps {
  store: Store;
  clock: Clock;
  notify(event: "typing:start" | "typing:stop", conversationId: string): void;
}

export type Typing = ReturnType<typeof createTyping>;

export function createTyping({ store, clock, notify }: TypingDeps) {
  /** When I last told a conversation that I am typing. */
  const toldAt = new Map<string, number>();
  let cancelTimer = () => {};

  function setTyping(conversationId: string, typing: readonly TypingPerson[]): void {
    const conversation = store.conversation(conversationId);
    if (conversation !== undefined) store.put([{ ...conversation, typing }]);
  }

  function expire(): void {
    const now = clock.now();
    for (const { id, typing } of store.getState().conversations.values()) {
      const left = typing.filter((person) => person.until > now);
      if (left.length !== typing.length) setTyping(id, left);
    }
    schedule();
  }

  function schedule(): void {
    cancelTimer();
    const people = [...store.getState().conversations.values()].flatMap(({ typing }) => typing);
    if (people.length === 0) return;
    const first = Math.min(...people.map((person) => person.until));
    cancelTimer = clock.after(Math.max(0, first - clock.now()), expire);
  }

  return {
    started({ conversationId, userId, userName }: TypingNotice): void {
      const conversation = store.conversation(conversationId);
      if (conversation === undefined || userId === store.meId()) return;
      const others = conversation.typing.filter((person) => person.userId !== userId);
      const name = knownName(conversation, userId) ?? userName;
      setTyping(conversationId, [...others, { userId, userName: name, until: clock.now() + LIMITS.typingTtlMs }]);
      schedule();
    },

    stopped({ conversationId, userId }: TypingNotice): void {
      const conversation = store.conversation(conversationId);
      if (!conversation?.typing.some((person) => person.userId === userId)) return;
      setTyping(
        conversationId,
        conversation.typing.filter((person) => person.userId !== userId),
      );
    },

    /** I type, or stopped. */
    tell(conversationId: string, isTyping: boolean): void {
      const told = toldAt.get(conversationId);
      const now = clock.now();
      if (isTyping && (told === undefined || now - told >= LIMITS.typingRenewMs)) {
        toldAt.set(conversationId, now);
        notify("typing:start", conversationId);
      } else if (!isTyping && toldAt.delete(conversationId)) {
        notify("typing:stop", conversationId);
      }
    },

    /** My message is on its way: it tells the others by itself that I stopped. */
    forget(conversationId: string): void {
      toldAt.delete(conversationId);
    },

    stop(): void {
      cancelTimer();
    },
  };
}
