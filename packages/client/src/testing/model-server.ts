/**
 * The server's promises in one small class, without storage, rights or network: what the engine is measured against. Every
 * durable change takes the next `rev` (O1), the same (sender, `clientMsgId`) is one message (I1), catch-up gives present
 * states in `rev` order. What it answers and emits is never changed afterwards.
 */
import { createHash } from "node:crypto";
import {
  type ChangeOwnMarks,
  type ConversationDetails,
  type ConversationList,
  type ConversationSummary,
  type Digest,
  type DownEvent,
  type DownPayload,
  type Head,
  type Heads,
  type HeadsRequest,
  type HistoryPage,
  idNumber,
  LIMITS,
  listCursor,
  type Me,
  type Member,
  type Message,
  type MessageAck,
  type OwnMarks,
  type OwnMarksChanged,
  type ReadMarker,
  Refusal,
  type Role,
  type SyncBatch,
  type SystemEvent,
} from "@oschat/protocol";

interface ModelConversation {
  id: string;
  type: "dm" | "group";
  title: string | null;
  createdAt: string;
  updatedAt: string;
  lastRev: number;
  /** By place: `seq` is the index plus one. */
  messages: Message[];
  members: Member[];
  /** By member. */
  marks: Map<string, OwnMarks>;
}

interface Data {
  epoch: string;
  conversations: Map<string, ModelConversation>;
  /** The first answer to every send, by sender and `clientMsgId`. */
  acks: Map<string, MessageAck>;
}

/** At most one of them, a `messageId`. */
export interface HistoryPlace {
  before?: string;
  after?: string;
  around?: string;
}

export type Emit = <E extends DownEvent>(userId: string, event: E, payload: DownPayload<E>) => void;

const START = Date.parse("2026-01-01T00:00:00.000Z");

/** The id of the direct message of two people. */
export function dmId(userId: string, peerId: string): string {
  return conversationId(`dm-${[userId, peerId].sort().join("-")}`);
}

/** A name that ends as a UUID does. */
function conversationId(name: string): string {
  return `${name}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}

export class ModelServer {
  data: Data = { epoch: "epoch-1", conversations: new Map(), acks: new Map() };
  emit: Emit = () => {};
  /** A client this far behind is told to start afresh (S4). */
  resetRevisions: number = LIMITS.syncResetRevisions;
  /** Conversations in a page of the list at most. */
  listPage: number = LIMITS.listPage;
  /** Messages in a page of history, and in one of catch-up at most. */
  historyPage: number = LIMITS.historyPageDefault;
  syncPage: number = LIMITS.syncPage;
  /** How often each `clientMsgId` arrived. */
  readonly arrivals = new Map<string, number>();
  #ticks = 0;
  #ids = 0;
  #ownRevs = 0;

  me(userId: string): Me {
    return { id: userId, name: userId.toUpperCase(), avatarUrl: null, email: `${userId}@example.org` };
  }

  createDm(userId: string, peerId: string): ConversationDetails {
    const id = dmId(userId, peerId);
    if (!this.data.conversations.has(id)) {
      this.#create(id, "dm", null, [this.#member(userId, "member"), this.#member(peerId, "member")]);
    }
    return this.details(userId, id);
  }

  createGroup(userId: string, title: string, memberIds: readonly string[]): ConversationDetails {
    const members = [this.#member(userId, "owner"), ...memberIds.map((id) => this.#member(id, "member"))];
    const conversation = this.#create(conversationId(this.#newId("group")), "group", title, members, (made) =>
      this.#append(made, userId, { kind: "system", system: { type: "group_created", title } }),
    );
    return this.details(userId, conversation.id);
  }

  send(userId: string, conversationId: string, clientMsgId: string, body: string): MessageAck {
    this.arrivals.set(clientMsgId, (this.arrivals.get(clientMsgId) ?? 0) + 1);
    const conversation = this.#visible(userId, conversationId);
    const key = `${userId} ${clientMsgId}`;
    const known = this.data.acks.get(key);
    if (known !== undefined && known.conversationId !== conversationId) throw new Refusal("idempotency_conflict");
    if (known !== undefined) return known;
    const message = this.#append(conversation, userId, { kind: "text", body, clientMsgId });
    this.#moveMarker(conversation, userId, message.seq);
    const { messageId, createdAt, seq, rev } = message;
    const ack = { clientMsgId, messageId, conversationId, createdAt, seq, rev };
    this.data.acks.set(key, ack);
    this.#announce(conversation, "message:new", message);
    return ack;
  }

  edit(userId: string, conversationId: string, messageId: string, body: string): Message {
    return this.#change(userId, conversationId, messageId, { body, editedAt: this.#tick() });
  }

  remove(userId: string, conversationId: string, messageId: string): Message {
    return this.#change(userId, conversationId, messageId, { body: "", deletedAt: this.#tick() });
  }

  /** Something about title, members or roles: the system message and what it tells. */
  administer(userId: string, conversationId: string, event: SystemEvent): ConversationDetails | null {
    const conversation = this.#visible(userId, conversationId);
    const message = this.#append(conversation, userId, { kind: "system", system: event });
    this.#takeEffect(conversation, event, message);
    this.#announce(conversation, "message:new", message);
    if (event.type === "member_added") this.emit(event.userId, "conversation:added", { conversationId });
    if (event.type === "member_removed" || event.type === "member_left") {
      this.emit(event.userId, "conversation:removed", { conversationId });
    }
    return conversation.members.some(({ id }) => id === userId) ? this.details(userId, conversationId) : null;
  }

  markRead(userId: string, conversationId: string, seq: number): ReadMarker {
    const conversation = this.#visible(userId, conversationId);
    this.#moveMarker(conversation, userId, Math.min(seq, conversation.messages.length));
    const { lastReadSeq, unread } = this.summary(userId, conversationId);
    const marker = { conversationId, lastReadSeq, lastSeenMessageId: null, unread };
    this.emit(userId, "read:updated", marker);
    return marker;
  }

  changeOwnMarks(userId: string, conversationId: string, change: ChangeOwnMarks): OwnMarksChanged {
    const conversation = this.#visible(userId, conversationId);
    const before = this.#marksOf(conversation, userId);
    const muted = change.muted ?? before.muted;
    const place = Math.min(change.unreadFrom ?? 0, conversation.messages.length);
    const unreadFrom = change.unreadFrom === undefined ? before.unreadFrom : place === 0 ? null : place;
    const isNew = muted !== before.muted || unreadFrom !== before.unreadFrom;
    if (isNew) conversation.marks.set(userId, { muted, unreadFrom, ownRev: this.#nextOwnRev() });
    const { unread } = this.summary(userId, conversationId);
    const changed = { conversationId, unread, ...this.#marksOf(conversation, userId) };
    if (isNew) this.emit(userId, "own:updated", changed);
    return changed;
  }

  summary(userId: string, conversationId: string): ConversationSummary {
    const conversation = this.#visible(userId, conversationId);
    const { id, type, title, createdAt, updatedAt, lastRev, messages, members } = conversation;
    const me = this.#memberOf(members, userId);
    const marks = this.#marksOf(conversation, userId);
    const peer = type === "dm" ? members.find((member) => member.id !== userId) : undefined;
    return {
      id,
      type,
      title,
      createdAt,
      updatedAt,
      lastRev,
      peer: peer === undefined ? null : { id: peer.id, name: peer.name, avatarUrl: peer.avatarUrl },
      memberCount: members.length,
      role: me.role,
      lastSeq: messages.length,
      lastReadSeq: me.lastReadSeq,
      unread: unreadOf(messages, me, marks),
      ...marks,
      lastMessage: messages.at(-1) ?? null,
    };
  }

  details(userId: string, conversationId: string): ConversationDetails {
    const { members } = this.#visible(userId, conversationId);
    return { ...this.summary(userId, conversationId), members: members.map((member) => ({ ...member })) };
  }

  list(userId: string): ConversationSummary[] {
    return this.#idsOf(userId).map((id) => this.summary(userId, id));
  }

  listInPages(userId: string, limit: number, before: string | null): ConversationList {
    const place = ({ updatedAt, id }: ConversationSummary) => listCursor({ updatedAt, id });
    const [time = "", id = ""] = before?.split("_") ?? [];
    const behind = this.list(userId)
      .filter((row) => before === null || row.updatedAt < time || (row.updatedAt === time && row.id > id))
      .sort((a, b) => (a.updatedAt === b.updatedAt ? (a.id < b.id ? -1 : 1) : a.updatedAt < b.updatedAt ? 1 : -1));
    const conversations = behind.slice(0, Math.min(limit, this.listPage));
    const last = conversations.at(-1);
    const next = last !== undefined && behind.length > conversations.length ? place(last) : null;
    return { conversations, next, epoch: this.data.epoch };
  }

  history(userId: string, conversationId: string, place: HistoryPlace): HistoryPage {
    const { messages, lastRev } = this.#visible(userId, conversationId);
    const cursor = place.before ?? place.after ?? place.around;
    const index = messages.findIndex(({ messageId }) => messageId === cursor);
    if (cursor !== undefined && index < 0) throw new Refusal("not_found");
    const first = cursor === undefined ? messages.length - this.historyPage : this.#firstOf(place, index);
    const last = place.before === undefined ? first + this.historyPage : index;
    const [start, end] = [Math.max(0, first), Math.min(messages.length, last)];
    return {
      conversationId,
      messages: messages.slice(start, end),
      hasOlder: start > 0,
      hasNewer: end < messages.length,
      lastSeq: messages.length,
      lastRev,
    };
  }

  #firstOf({ before, after }: HistoryPlace, index: number): number {
    if (before !== undefined) return index - this.historyPage;
    return after === undefined ? index - Math.floor(this.historyPage / 2) : index + 1;
  }

  changes(userId: string, conversationId: string, afterRev: number, limit: number): SyncBatch {
    const { messages, lastRev } = this.#visible(userId, conversationId);
    const head = { conversationId, lastSeq: messages.length, lastRev };
    if (lastRev - afterRev > this.resetRevisions || afterRev > lastRev) {
      return { ...head, messages: [], toRev: lastRev, hasMore: false, reset: true };
    }
    const behind = messages.filter(({ rev }) => rev > afterRev).sort((a, b) => a.rev - b.rev);
    const page = behind.slice(0, Math.min(limit, this.syncPage));
    const hasMore = behind.length > page.length;
    return { ...head, messages: page, toRev: hasMore ? (page.at(-1)?.rev ?? lastRev) : lastRev, hasMore, reset: false };
  }

  heads(userId: string, digest: HeadsRequest["digest"]): Heads {
    const heads: Head[] = this.#idsOf(userId).map((id) => {
      const conversation = this.#visible(userId, id);
      const { messages, members, lastRev } = conversation;
      const me = this.#memberOf(members, userId);
      const marks = this.#marksOf(conversation, userId);
      return {
        conversationId: id,
        lastSeq: messages.length,
        lastRev,
        lastReadSeq: me.lastReadSeq,
        unread: unreadOf(messages, me, marks),
        ...marks,
      };
    });
    const own: Digest = { count: heads.length, idSum: 0, revSum: 0, readSum: 0, ownSum: 0 };
    for (const head of heads) {
      own.idSum += idNumber(head.conversationId);
      own.revSum += head.lastRev;
      own.readSum += head.lastReadSeq;
      own.ownSum += head.ownRev;
    }
    const isSame =
      digest !== undefined &&
      digest.count === own.count &&
      digest.idSum === own.idSum &&
      digest.revSum === own.revSum &&
      digest.readSum === own.readSum &&
      (digest.ownSum === undefined || digest.ownSum === own.ownSum);
    return { epoch: this.data.epoch, digest: own, heads: isSame ? null : heads };
  }

  /** A backup, and going back to it under a new epoch. */
  backup(): Data {
    return structuredClone(this.data);
  }
  restore(backup: Data): void {
    this.data = { ...structuredClone(backup), epoch: this.#newId("epoch") };
  }

  messagesOf(conversationId: string): readonly Message[] {
    return this.data.conversations.get(conversationId)?.messages ?? [];
  }
  membersOf(conversationId: string): readonly Member[] {
    return this.data.conversations.get(conversationId)?.members ?? [];
  }

  #create(
    id: string,
    type: "dm" | "group",
    title: string | null,
    members: Member[],
    firstMessage: (made: ModelConversation) => void = () => {},
  ): ModelConversation {
    const createdAt = this.#tick();
    const made = {
      id,
      type,
      title,
      createdAt,
      updatedAt: createdAt,
      lastRev: 0,
      messages: [],
      members,
      marks: new Map(),
    };
    for (const { id: userId } of members) made.marks.set(userId, this.#unmarked());
    this.data.conversations.set(id, made);
    firstMessage(made);
    for (const member of members) this.emit(member.id, "conversation:added", { conversationId: id });
    return made;
  }

  #append(
    conversation: ModelConversation,
    userId: string,
    content: { kind: "text"; body: string; clientMsgId: string } | { kind: "system"; system: SystemEvent },
  ): Message {
    conversation.lastRev += 1;
    const message: Message = {
      messageId: this.#newId("message"),
      conversationId: conversation.id,
      senderId: userId,
      senderName: userId.toUpperCase(),
      senderAvatar: null,
      clientMsgId: content.kind === "text" ? content.clientMsgId : this.#newId("system"),
      kind: content.kind,
      body: content.kind === "text" ? content.body : content.system.type,
      system: content.kind === "text" ? null : content.system,
      seq: conversation.messages.length + 1,
      rev: conversation.lastRev,
      createdAt: this.#tick(),
      editedAt: null,
      deletedAt: null,
    };
    conversation.messages.push(message);
    conversation.updatedAt = message.createdAt;
    return message;
  }

  #change(userId: string, conversationId: string, messageId: string, changes: Partial<Message>): Message {
    const conversation = this.#visible(userId, conversationId);
    const index = conversation.messages.findIndex((message) => message.messageId === messageId);
    const message = conversation.messages[index];
    if (message === undefined) throw new Refusal("not_found");
    if (message.deletedAt !== null) throw new Refusal("message_deleted");
    conversation.lastRev += 1;
    const changed = { ...message, ...changes, rev: conversation.lastRev };
    conversation.messages[index] = changed;
    this.#announce(conversation, "message:updated", changed);
    return changed;
  }

  #takeEffect(conversation: ModelConversation, event: SystemEvent, message: Message): void {
    const { members } = conversation;
    switch (event.type) {
      case "group_created":
      case "renamed":
        conversation.title = event.title;
        return;
      case "member_added":
        members.push({
          ...this.#member(event.userId, event.role),
          joinedAt: message.createdAt,
          lastReadSeq: message.seq,
        });
        conversation.marks.set(event.userId, this.#unmarked());
        return;
      case "member_removed":
      case "member_left":
        conversation.members = members.filter(({ id }) => id !== event.userId);
        return;
      case "role_changed":
        this.#memberOf(members, event.userId).role = event.role;
        return;
      case "ownership_transferred":
        for (const member of members) if (member.role === "owner") member.role = "admin";
        this.#memberOf(members, event.userId).role = "owner";
    }
  }

  #moveMarker({ members }: ModelConversation, userId: string, seq: number): void {
    const member = this.#memberOf(members, userId);
    member.lastReadSeq = Math.max(member.lastReadSeq, seq);
  }

  #announce({ members }: ModelConversation, event: "message:new" | "message:updated", message: Message): void {
    for (const { id } of members) this.emit(id, event, message);
  }

  #visible(userId: string, conversationId: string): ModelConversation {
    const conversation = this.data.conversations.get(conversationId);
    if (!conversation?.members.some(({ id }) => id === userId)) throw new Refusal("not_found");
    return conversation;
  }

  #memberOf(members: readonly Member[], userId: string): Member {
    const member = members.find(({ id }) => id === userId);
    if (member === undefined) throw new Refusal("not_found");
    return member;
  }

  #marksOf({ marks }: ModelConversation, userId: string): OwnMarks {
    return marks.get(userId) ?? this.#unmarked();
  }

  #unmarked(): OwnMarks {
    return { muted: false, unreadFrom: null, ownRev: this.#nextOwnRev() };
  }

  #nextOwnRev(): number {
    this.#ownRevs += 1;
    return this.#ownRevs;
  }

  #idsOf(userId: string): string[] {
    const mine = [...this.data.conversations.values()].filter(({ members }) => members.some(({ id }) => id === userId));
    return mine.map(({ id }) => id);
  }

  #member(userId: string, role: Role): Member {
    const { id, name, avatarUrl } = this.me(userId);
    const joinedAt = this.#tick();
    return { id, name, avatarUrl, role, joinedAt, lastReadSeq: 0, lastSeenAt: null, lastSeenMessageId: null };
  }

  #tick(): string {
    this.#ticks += 1;
    return new Date(START + this.#ticks).toISOString();
  }

  #newId(kind: string): string {
    this.#ids += 1;
    return `${kind}-${this.#ids}`;
  }
}

function unreadOf(messages: readonly Message[], me: Member, { unreadFrom }: OwnMarks): number {
  let unread = 0;
  for (let place = Math.min(me.lastReadSeq, (unreadFrom ?? Infinity) - 1); place < messages.length; place += 1) {
    const message = messages[place];
    if (message?.kind === "text" && message.senderId !== me.id && message.deletedAt === null) unread += 1;
  }
  return Math.min(unread, LIMITS.unreadExact + 1);
}
