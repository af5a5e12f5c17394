/** A device that runs the real client engine, on storage that survives it. */
import { type ChatClient, type Conversation, createChatClient, socketIoTransport } from "@oschat/client";
import type { FinalView } from "../history/entry.ts";
import { openHistory } from "../history/history-file.ts";
import type { Wish } from "../load/cast.ts";
import type { DeviceOrder, DeviceProgram } from "./device.ts";
import { fileStorage } from "./file-storage.ts";
import { createOperations } from "./operations.ts";
import { watchScreen } from "./screen.ts";
import { seen } from "./seen.ts";

/** How many of the latest own messages an edit or a deletion chooses from. */
const LATEST = 5;
const OFFLINE_MS = 50;
const MAX_PAGES = 400;

export async function engineDevice(order: DeviceOrder): Promise<DeviceProgram> {
  const { info, url, token, folder, storageFile, emails } = order;
  const history = openHistory(folder, info.device);
  const operations = createOperations(folder, info.device, history);
  const storage = await fileStorage(storageFile);
  const { outbox } = await storage.read();
  history.write({
    type: "started",
    outbox: outbox.map(({ clientMsgId, status, seq }) => ({ clientMsgId, status, seq })),
  });
  const client = createChatClient({ transport: socketIoTransport({ baseUrl: url, token }), storage });
  watchScreen(client, history, operations);
  keepOpen(client);

  const conversation = (id: string): Conversation | undefined => client.getState().conversations.get(id);

  function changeOwn(id: string, change: (messageId: string) => void): void {
    const me = client.getState().me?.id;
    const own = conversation(id)?.window.messages.filter(
      ({ senderId, kind, deletedAt }) => senderId === me && kind === "text" && deletedAt === null,
    );
    const candidates = own?.slice(-LATEST) ?? [];
    const message = candidates[Math.floor(Math.random() * candidates.length)];
    if (message !== undefined) change(message.messageId);
  }

  const perform: { [D in Wish["do"]]: (wish: Extract<Wish, { do: D }>) => void } = {
    send({ conversationId, text }) {
      if (conversation(conversationId) === undefined) return;
      const clientMsgId = client.send(conversationId, text);
      operations.invoke({ do: "send", conversationId, clientMsgId, body: text });
    },
    "edit-own": ({ conversationId, text: body }) =>
      changeOwn(conversationId, (messageId) =>
        operations.follow(
          { do: "edit", conversationId, messageId, body },
          client.edit(conversationId, messageId, body),
        ),
      ),
    "delete-own": ({ conversationId }) =>
      changeOwn(conversationId, (messageId) =>
        operations.follow({ do: "delete", conversationId, messageId }, client.remove(conversationId, messageId)),
      ),
    "mark-read"({ conversationId, seq = conversation(conversationId)?.summary.lastSeq ?? 0 }) {
      if (seq === 0) return;
      operations.invoke({ do: "mark-read", conversationId, seq });
      client.markRead(conversationId, seq);
    },
    typing: ({ conversationId }) => client.setTyping(conversationId, true),
    "add-member": (wish) =>
      operations.follow(wish, client.addMember(wish.conversationId, emails[wish.userId] ?? "").then(nothing)),
    "remove-member"(wish) {
      const { conversationId, userId } = wish;
      const isMe = userId === info.userId;
      const request = isMe ? client.leave(conversationId) : client.removeMember(conversationId, userId);
      operations.follow(wish, request.then(nothing));
    },
  };

  return {
    start: () => client.start(),
    perform: (wish) => perform[wish.do](wish as never),
    setNetwork: (isOnline) => client.setNetwork(isOnline),
    reconnect() {
      client.setNetwork(false);
      setTimeout(() => client.setNetwork(true), OFFLINE_MS);
    },
    progress() {
      const conversations = [...client.getState().conversations.values()];
      return {
        places: Object.fromEntries(
          conversations.map(({ id, cursor, summary }) => [id, { rev: cursor, read: summary.lastReadSeq }]),
        ),
        pending: conversations.reduce((count, { outbox: mine }) => count + pendingOf(mine), operations.unanswered),
        status: client.getState().connection.status,
      };
    },
    async final() {
      const views: FinalView[] = [];
      for (const id of client.getState().conversations.keys()) views.push(await wholeView(client, id));
      return views;
    },
  };
}

/** Every conversation is read from the moment it appears, as in an open window. */
function keepOpen(client: ChatClient): void {
  const opening = new Set<string>();
  client.subscribe(() => {
    const { connection, conversations } = client.getState();
    if (connection.status !== "live") return;
    for (const { id, window } of conversations.values()) {
      if (window.loaded || opening.has(id)) continue;
      opening.add(id);
      const isOver = () => void opening.delete(id);
      client.openConversation(id).then(isOver, isOver);
    }
  });
}

async function wholeView(client: ChatClient, id: string): Promise<FinalView> {
  const now = () => client.getState().conversations.get(id);
  if (now()?.window.loaded === false) await client.openConversation(id);
  for (let page = 0; page < MAX_PAGES && now()?.window.reachedStart === false; page += 1) await client.loadOlder(id);
  const conversation = now();
  if (conversation === undefined) throw new Error(`${id} went away while it was read`);
  const { window, summary, outbox } = conversation;
  return {
    conversationId: id,
    messages: window.messages.map(seen),
    lastReadSeq: summary.lastReadSeq,
    unread: summary.unread,
    pending: pendingOf(outbox),
  };
}

function pendingOf(outbox: Conversation["outbox"]): number {
  return outbox.filter(({ status }) => status === "queued" || status === "sending").length;
}

function nothing(): Record<string, never> {
  return {};
}
