/**
 * How often each kind of thing really happened. A fuzz whose branches are dead converges too: the tests expect that all of it
 * happens, again and again.
 */
import type { ModelServer } from "../model-server.ts";

/** What is seen from outside while a run goes on, and how often it happens in 500 seeds at least. */
const SEEN = {
  "a doorbell overtook another": 1000,
  "a connection was cut with an answer on its way": 10,
  "a program died with a write on its way": 60,
  "a program died with an answer on its way": 50,
  "a device came back to unsent messages": 100,
  "a person was removed": 200,
  "a person was added again": 40,
  "a person wrote after being removed": 12,
  "the server met a message again": 80,
  "the server had a client start afresh": 50,
  "a catch-up took several pages": 200,
  "the list took several pages": 30,
  "an older page was read": 100,
  "a page around a message was read": 20,
  "a newer page was read": 4,
  "heads agreed": 2000,
  "heads differed": 2000,
  "a read marker came too late": 150,
  "a deleted message was to be changed": 4,
} as const;

export type Seen = keyof typeof SEEN;
export type Count = (what: string) => void;

export class Tally {
  readonly counts = new Map<string, number>();

  readonly count: Count = (what) => {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  };

  readonly see = (what: Seen): void => this.count(what);

  /** What happened less often than it has to in `seeds` seeds, as sentences. `acts` are expected `often` times in 500. */
  missing(seeds: number, acts: readonly string[], often: number): string[] {
    const expected = [...Object.entries<number>(SEEN), ...acts.map((act) => [act, often] as const)];
    return expected
      .map(([what, least]) => ({ what, least: Math.ceil((least * seeds) / 500), count: this.counts.get(what) ?? 0 }))
      .filter(({ least, count }) => count < least)
      .map(({ what, least, count }) => `${what}: ${count} times, expected ${least}`);
  }
}

/** Counts what the server is asked for and answers. */
export function watchServer(server: ModelServer, see: (what: Seen) => void): void {
  const { send, edit, remove, markRead, changes, heads, listInPages, history, administer } = bound(server);
  const formerMembers = new Set<string>();
  server.send = (userId, id, clientMsgId, body) => {
    if (!server.membersOf(id).some((member) => member.id === userId)) see("a person wrote after being removed");
    if (server.arrivals.has(clientMsgId)) see("the server met a message again");
    return send(userId, id, clientMsgId, body);
  };
  server.edit = (userId, id, messageId, body) => {
    if (isDeleted(server, id, messageId)) see("a deleted message was to be changed");
    return edit(userId, id, messageId, body);
  };
  server.remove = (userId, id, messageId) => {
    if (isDeleted(server, id, messageId)) see("a deleted message was to be changed");
    return remove(userId, id, messageId);
  };
  server.markRead = (userId, id, seq) => {
    const member = server.membersOf(id).find((other) => other.id === userId);
    if (member !== undefined && seq < member.lastReadSeq) see("a read marker came too late");
    return markRead(userId, id, seq);
  };
  server.changes = (userId, id, afterRev, limit) => {
    const batch = changes(userId, id, afterRev, limit);
    if (batch.hasMore) see("a catch-up took several pages");
    if (batch.reset) see("the server had a client start afresh");
    return batch;
  };
  server.heads = (userId, digest) => {
    const answer = heads(userId, digest);
    see(answer.heads === null ? "heads agreed" : "heads differed");
    return answer;
  };
  server.listInPages = (userId, limit, before) => {
    if (before !== null) see("the list took several pages");
    return listInPages(userId, limit, before);
  };
  server.history = (userId, id, place) => {
    if (place.before !== undefined) see("an older page was read");
    if (place.around !== undefined) see("a page around a message was read");
    if (place.after !== undefined) see("a newer page was read");
    return history(userId, id, place);
  };
  server.administer = (userId, id, event) => {
    const answer = administer(userId, id, event);
    if (event.type === "member_removed" || event.type === "member_left") {
      see("a person was removed");
      formerMembers.add(`${id} ${event.userId}`);
    }
    if (event.type === "member_added" && formerMembers.has(`${id} ${event.userId}`)) see("a person was added again");
    return answer;
  };
}

function isDeleted(server: ModelServer, id: string, messageId: string): boolean {
  const message = server.messagesOf(id).find((other) => other.messageId === messageId);
  return message !== undefined && message.deletedAt !== null;
}

/** The server's methods as they are now, to be called by those that take their place. */
function bound(server: ModelServer) {
  return {
    send: server.send.bind(server),
    edit: server.edit.bind(server),
    remove: server.remove.bind(server),
    markRead: server.markRead.bind(server),
    changes: server.changes.bind(server),
    heads: server.heads.bind(server),
    listInPages: server.listInPages.bind(server),
    history: server.history.bind(server),
    administer: server.administer.bind(server),
  };
}
