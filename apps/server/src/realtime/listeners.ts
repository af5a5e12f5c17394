/**
 * Who listens on this node: the connections of each person and each session, and the people who hear each conversation. It is
 * kept by person, so that another connection costs next to nothing however many conversations there are, and leaves with all of
 * them at once. An idle connection is mostly what is kept for it, so lists are plain arrays of exactly their length: they are
 * replaced, never changed, and whoever goes through one sees it as it was. Only those of large conversations are Sets.
 *
 * Several nodes: each keeps its own listeners; `shared-subscriptions.ts` and `gate.ts` keep them right.
 */
import type { Socket } from "socket.io";
import type { Actor } from "../http/authentication.ts";

/** Whom an event is for. */
export type Audience = { conversation: string; exceptUser?: string } | { user: string };

export interface Listeners {
  /** A connection came up. It hears what its person hears. */
  add(socket: Socket, actor: Actor): void;
  /** A connection is gone; the person's last one takes along all that the person hears. */
  remove(socket: Socket, actor: Actor): void;
  /** The person's connections hear these conversations from now on, those to come as well. Without a connection, nothing happens. */
  hear(userId: string, conversationIds: readonly string[]): void;
  /** No connection of the person hears the conversation any more. */
  stopHearing(userId: string, conversationId: string): void;
  /** Whether any of the person's connections hears the conversation. */
  isHearing(userId: string, conversationId: string): boolean;
  /** The people of whom some connection hears the conversation. */
  hearersOf(conversationId: string): string[];
  /** The people who have a connection here. */
  everybody(): string[];
  ofUser(userId: string): readonly Socket[];
  ofSession(sessionId: string): readonly Socket[];
  has(audience: Audience): boolean;
  forEach(audience: Audience, visit: (socket: Socket) => void): void;
}

interface Person {
  readonly id: string;
  sockets: readonly Socket[];
  conversations: readonly Conversation[];
}

interface Conversation {
  readonly id: string;
  people: readonly Person[] | Set<Person>;
}

/** From here on a Set is faster to search and to change. */
const MANY_PEOPLE = 64;
const NOBODY: readonly Socket[] = [];

export function createListeners(): Listeners {
  const people = new Map<string, Person>();
  const sessions = new Map<string, readonly Socket[]>();
  const conversations = new Map<string, Conversation>();

  function conversationOf(id: string): Conversation {
    const known = conversations.get(id);
    if (known !== undefined) return known;
    const conversation = { id, people: [] };
    conversations.set(id, conversation);
    return conversation;
  }

  function leave(conversation: Conversation, person: Person): void {
    if (removePerson(conversation, person) === 0) conversations.delete(conversation.id);
  }

  return {
    add(socket, { user, sessionId }) {
      const person = people.get(user.id);
      if (person === undefined) people.set(user.id, { id: user.id, sockets: [socket], conversations: [] });
      else person.sockets = person.sockets.concat([socket]);
      sessions.set(sessionId, (sessions.get(sessionId) ?? NOBODY).concat([socket]));
    },
    remove(socket, { user, sessionId }) {
      const ofSession = without(sessions.get(sessionId) ?? NOBODY, socket);
      if (ofSession.length === 0) sessions.delete(sessionId);
      else sessions.set(sessionId, ofSession);
      const person = people.get(user.id);
      if (person === undefined) return;
      person.sockets = without(person.sockets, socket);
      if (person.sockets.length > 0) return;
      people.delete(user.id);
      for (const conversation of person.conversations) leave(conversation, person);
    },
    hear(userId, conversationIds) {
      const person = people.get(userId);
      if (person === undefined) return;
      const heardAnew = conversationIds.map(conversationOf).filter((conversation) => addPerson(conversation, person));
      person.conversations = person.conversations.concat(heardAnew);
    },
    stopHearing(userId, conversationId) {
      const person = people.get(userId);
      const conversation = conversations.get(conversationId);
      if (person === undefined || conversation === undefined) return;
      person.conversations = without(person.conversations, conversation);
      leave(conversation, person);
    },
    isHearing(userId, conversationId) {
      const person = people.get(userId);
      const conversation = conversations.get(conversationId);
      return person !== undefined && conversation !== undefined && hasPerson(conversation, person);
    },
    hearersOf: (conversationId) => [...(conversations.get(conversationId)?.people ?? [])].map(({ id }) => id),
    everybody: () => [...people.keys()],
    ofUser: (userId) => people.get(userId)?.sockets ?? NOBODY,
    ofSession: (sessionId) => sessions.get(sessionId) ?? NOBODY,
    has: (audience) => ("user" in audience ? people.has(audience.user) : conversations.has(audience.conversation)),
    forEach(audience, visit) {
      if ("user" in audience) {
        for (const socket of people.get(audience.user)?.sockets ?? NOBODY) visit(socket);
        return;
      }
      for (const person of conversations.get(audience.conversation)?.people ?? []) {
        if (person.id === audience.exceptUser) continue;
        for (const socket of person.sockets) visit(socket);
      }
    },
  };
}

function hasPerson({ people }: Conversation, person: Person): boolean {
  return people instanceof Set ? people.has(person) : people.includes(person);
}

/** Returns whether the person is new there. */
function addPerson(conversation: Conversation, person: Person): boolean {
  if (hasPerson(conversation, person)) return false;
  const { people } = conversation;
  if (people instanceof Set) people.add(person);
  else conversation.people = people.length < MANY_PEOPLE ? people.concat([person]) : new Set(people).add(person);
  return true;
}

/** Returns how many people are left. */
function removePerson(conversation: Conversation, person: Person): number {
  const { people } = conversation;
  if (people instanceof Set) {
    people.delete(person);
    return people.size;
  }
  conversation.people = without(people, person);
  return conversation.people.length;
}

function without<T>(list: readonly T[], one: T): readonly T[] {
  return list.filter((other) => other !== one);
}
