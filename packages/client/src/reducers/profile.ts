/** Somebody's present name and picture, put wherever they are shown. Pure; what does not show them stays the same object. */
import type { Message, Person } from "@oschat/protocol";
import type { Conversation } from "../state.ts";

/** What the news of a group tell stays as it was told. */
export function showProfile(conversation: Conversation, person: Person): Conversation {
  const { summary, members, window, excerpt, typing } = conversation;
  const changed: Conversation = {
    ...conversation,
    summary: withFields(summary, {
      peer: summary.peer === null ? null : ofPerson(summary.peer, person),
      lastMessage: summary.lastMessage === null ? null : bySender(summary.lastMessage, person),
    }),
    members: members === null ? null : each(members, (member) => ofPerson(member, person)),
    window: withFields(window, { messages: each(window.messages, (message) => bySender(message, person)) }),
    excerpt:
      excerpt === null
        ? null
        : withFields(excerpt, { messages: each(excerpt.messages, (message) => bySender(message, person)) }),
    typing: each(typing, (one) => (one.userId === person.id ? withFields(one, { userName: person.name }) : one)),
  };
  return withFields(conversation, changed);
}

/** The name by which this device knows a member; null when it does not. */
export function knownName({ members, summary }: Conversation, userId: string): string | null {
  const known = members?.find(({ id }) => id === userId) ?? (summary.peer?.id === userId ? summary.peer : null);
  return known?.name ?? null;
}

function ofPerson<P extends Person>(held: P, { id, name, avatarUrl }: Person): P {
  return held.id === id ? withFields(held, { name, avatarUrl } as Partial<P>) : held;
}

function bySender(message: Message, { id, name, avatarUrl }: Person): Message {
  return message.senderId === id ? withFields(message, { senderName: name, senderAvatar: avatarUrl }) : message;
}

function each<T>(list: readonly T[], change: (one: T) => T): readonly T[] {
  const changed = list.map(change);
  return changed.every((one, index) => one === list[index]) ? list : changed;
}

function withFields<T extends object>(held: T, fields: Partial<T>): T {
  const isSame = (Object.keys(fields) as (keyof T)[]).every((key) => fields[key] === held[key]);
  return isSame ? held : { ...held, ...fields };
}
