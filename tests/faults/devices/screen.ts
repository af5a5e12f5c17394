/** Writes down what an engine shows, each thing when it is new or has changed. */
import type { ChatClient, Conversation, OutboxEntry } from "@oschat/client";
import type { HistoryWriter } from "../history/history-file.ts";
import type { Operations } from "./operations.ts";
import { seen } from "./seen.ts";

/** What of a conversation is on the screen now. */
interface Shown {
  conversation: Conversation;
  /** Message id to revision. */
  revisions: Map<string, number>;
}

export function watchScreen(client: ChatClient, history: HistoryWriter, operations: Operations): void {
  const screen = new Map<string, Shown>();
  const outbox = new Map<string, OutboxEntry["status"]>();
  /** Tried before without an answer: a refusal now does not say that it never happened. */
  const doubtful = new Set(operations.openSends.keys());
  let status = "";

  client.subscribe(() => {
    const state = client.getState();
    if (state.connection.status !== status) {
      status = state.connection.status;
      history.write({ type: "connection", status });
      if (status === "signed-out") history.write({ type: "session-ended", reason: String(state.connection.endReason) });
    }
    for (const id of screen.keys()) {
      if (state.conversations.has(id)) continue;
      screen.delete(id);
      history.write({ type: "gone", conversationId: id });
    }
    for (const conversation of state.conversations.values()) show(conversation);
  });

  function show(conversation: Conversation): void {
    const known = screen.get(conversation.id);
    if (known?.conversation === conversation) return;
    const revisions = known?.revisions ?? new Map<string, number>();
    if (known?.conversation.window !== conversation.window) showWindow(conversation, revisions);
    if (known?.conversation.outbox !== conversation.outbox) showOutbox(conversation);
    showMarker(conversation, known?.conversation);
    showTyping(conversation, known?.conversation);
    screen.set(conversation.id, { conversation, revisions });
  }

  function showWindow({ id, window }: Conversation, revisions: Map<string, number>): void {
    const held = new Set(window.messages.map(({ messageId }) => messageId));
    if ([...revisions.keys()].some((messageId) => !held.has(messageId))) {
      revisions.clear();
      history.write({ type: "dropped", conversationId: id });
    }
    const news = window.messages.filter(({ messageId, rev }) => revisions.get(messageId) !== rev);
    if (news.length === 0) return;
    for (const { messageId, rev } of news) revisions.set(messageId, rev);
    history.write({ type: "shown", conversationId: id, messages: news.map(seen) });
    for (const { clientMsgId, messageId, seq, rev } of news) {
      const op = operations.openSends.get(clientMsgId);
      if (op !== undefined) operations.ok(op, { messageId, seq, rev });
    }
  }

  function showOutbox({ id, outbox: entries }: Conversation): void {
    for (const { clientMsgId, status: now, seq, rev, error } of entries) {
      if (outbox.get(clientMsgId) === now) continue;
      if (outbox.get(clientMsgId) === "sending" && now === "queued") doubtful.add(clientMsgId);
      outbox.set(clientMsgId, now);
      history.write({ type: "outbox", conversationId: id, clientMsgId, status: now, seq });
      const op = operations.openSends.get(clientMsgId);
      if (op === undefined) continue;
      if (now === "sent") operations.ok(op, { messageId: null, seq, rev });
      if (now === "failed" && doubtful.has(clientMsgId)) operations.unknown(op, error?.code ?? "");
      else if (now === "failed") operations.fail(op, error?.code ?? "");
    }
  }

  function showMarker({ id, summary }: Conversation, before: Conversation | undefined): void {
    const { lastReadSeq, unread } = summary;
    if (before?.summary.lastReadSeq === lastReadSeq && before.summary.unread === unread) return;
    history.write({ type: "marker", conversationId: id, lastReadSeq, unread });
  }

  function showTyping({ id, typing }: Conversation, before: Conversation | undefined): void {
    const known = new Set(before?.typing.map(({ userId }) => userId));
    for (const { userId } of typing.filter((person) => !known.has(person.userId))) {
      history.write({ type: "typing", conversationId: id, userId });
    }
  }
}
