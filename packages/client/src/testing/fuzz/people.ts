/** What people do, on their devices and, for somebody whose device is not in the run, directly on the server. */
import type { ChatClient } from "../../chat-client.ts";
import { type Act, type Acts, attempt, inConversation, onSeat, onServer, PEOPLE, type Stage } from "./stage.ts";

const send: Act = (stage) =>
  inConversation(stage, (client, { id: conversationId }, seat) => {
    const body = `${seat.name} ${stage.random.next()}`;
    const clientMsgId = client.send(conversationId, body);
    stage.ledger.wrote(seat, { conversationId, clientMsgId, body });
    return true;
  });

function withOwnMessage(stage: Stage, act: (client: ChatClient, id: string, messageId: string) => Promise<unknown>) {
  return inConversation(stage, (client, { id, window }, { userId }) => {
    const own = window.messages.filter(({ senderId, kind }) => senderId === userId && kind === "text");
    const message = stage.random.pick(own);
    return message !== undefined && attempt(act(client, id, message.messageId));
  });
}

const administer: Act = (stage) =>
  onServer(stage, (userId, id) => {
    const { world, random } = stage;
    const { server } = world;
    const otherId = random.pick(PEOPLE) ?? "";
    const other = server.membersOf(id).find((member) => member.id === otherId);
    if (id.startsWith("dm")) return false;
    const name = otherId.toUpperCase();
    if (other === undefined) {
      server.administer(userId, id, { type: "member_added", userId: otherId, name, avatarUrl: null, role: "member" });
    } else if (other.role === "owner") {
      server.administer(userId, id, { type: "renamed", title: `Title ${random.below(1000)}` });
    } else {
      const pick = random.below(4);
      if (pick === 0) server.administer(userId, id, { type: "member_removed", userId: otherId, name });
      if (pick === 1) server.administer(otherId, id, { type: "member_left", userId: otherId, name });
      if (pick === 2) server.administer(userId, id, { type: "role_changed", userId: otherId, name, role: "admin" });
      if (pick === 3) server.administer(userId, id, { type: "ownership_transferred", userId: otherId, name });
    }
    return true;
  });

const ownTexts = ({ world }: Stage, userId: string, id: string) =>
  world.server.messagesOf(id).filter(({ senderId, kind, deletedAt }) => {
    return senderId === userId && kind === "text" && deletedAt === null;
  });

/** With one of the device's failed messages, if there is one. */
function withFailed(stage: Stage, act: (client: ChatClient, clientMsgId: string) => void) {
  return inConversation(stage, (client, { outbox }) => {
    const failed = stage.random.pick(outbox.filter(({ status }) => status === "failed"));
    if (failed !== undefined) act(client, failed.clientMsgId);
    return failed !== undefined;
  });
}

/** In one of the conversations of which somebody shows old history, if there is one. */
const withExcerpt = (stage: Stage, act: (client: ChatClient, id: string) => void): boolean => {
  const shown = stage.seats.flatMap(({ person: { client } }) =>
    [...client.getState().conversations.values()]
      .filter(({ excerpt }) => excerpt !== null)
      .map(({ id }) => ({ client, id })),
  );
  const found = stage.random.pick(shown);
  if (found !== undefined) act(found.client, found.id);
  return found !== undefined;
};

/** Older messages are asked for, and once the server has read them, one of them changes. */
const changeOlder: Act = (stage) =>
  inConversation(stage, (client, { id, window }, { name }) => {
    const { server, network } = stage.world;
    const before = window.messages[0]?.seq ?? 0;
    const isOnThePage = (seq: number) => seq < before && seq >= before - server.historyPage;
    const texts = server.membersOf(id).flatMap((member) => ownTexts(stage, member.id, id));
    const message = stage.random.pick(texts.filter(({ seq }) => isOnThePage(seq)));
    if (message === undefined) return false;
    attempt(client.loadOlder(id));
    const isCall = (channel: string) => channel.startsWith(`${name}/http-`) && !channel.endsWith("/answer");
    for (const channel of network.channels().filter(isCall)) network.deliver(channel);
    server.edit(message.senderId, id, message.messageId, `edited ${stage.random.below(1000)}`);
    return true;
  });

export const PEOPLES_ACTS: Acts = {
  "a message is written": [4, send],
  "messages come from elsewhere": [
    2,
    (stage) =>
      onServer(stage, (userId, id) => {
        for (let count = stage.random.below(5); count >= 0; count -= 1) {
          const text = `server-${stage.random.next()}`;
          stage.world.server.send(userId, id, text, text);
        }
        return true;
      }),
  ],
  "a message is edited": [
    2,
    (stage) =>
      withOwnMessage(stage, (client, id, messageId) =>
        client.edit(id, messageId, `edited ${stage.random.below(1000)}`),
      ),
  ],
  "a message is deleted": [
    2,
    (stage) => withOwnMessage(stage, (client, id, messageId) => client.remove(id, messageId)),
  ],
  "a message is deleted elsewhere": [
    1,
    (stage) =>
      onServer(stage, (userId, id) => {
        const message = stage.random.pick(ownTexts(stage, userId, id));
        if (message !== undefined) stage.world.server.remove(userId, id, message.messageId);
        return message !== undefined;
      }),
  ],
  "a message is edited elsewhere, again and again": [
    2,
    (stage) =>
      onServer(stage, (userId, id) => {
        const message = stage.random.pick(ownTexts(stage, userId, id));
        if (message === undefined) return false;
        for (let count = stage.random.below(3); count >= 0; count -= 1)
          stage.world.server.edit(userId, id, message.messageId, `edited ${stage.random.below(1000)}`);
        return true;
      }),
  ],
  "a failed message is tried again": [
    3,
    (stage) =>
      withFailed(stage, (client, clientMsgId) => {
        stage.ledger.failed(clientMsgId);
        client.retry(clientMsgId);
      }),
  ],
  "a failed message is discarded": [
    3,
    (stage) =>
      withFailed(stage, (client, clientMsgId) => {
        stage.ledger.discarded(clientMsgId);
        client.discard(clientMsgId);
      }),
  ],
  "members, roles or title change": [3, administer],
  "a conversation is opened": [
    4,
    (stage) => inConversation(stage, (client, { id }) => attempt(client.openConversation(id))),
  ],
  "older messages are wanted": [3, (stage) => inConversation(stage, (client, { id }) => attempt(client.loadOlder(id)))],
  "older messages change while they are on their way": [3, changeOlder],
  "a place in the history is opened": [
    5,
    (stage) =>
      inConversation(stage, (client, { id, window }) => {
        const oldest = window.messages[0]?.seq ?? 1;
        const above = stage.world.server
          .messagesOf(id)
          .filter(({ seq }) => seq < oldest - stage.world.server.historyPage);
        const message = stage.random.pick(above);
        return message !== undefined && attempt(client.openAround(id, message.messageId));
      }),
  ],
  "more of it is wanted, or it is left": [
    6,
    (stage) =>
      withExcerpt(stage, (client, id) => {
        const direction = stage.random.pick(["older", "newer", "newer", null] as const) ?? null;
        if (direction === null) client.closeExcerpt(id);
        else attempt(client.extendExcerpt(id, direction));
      }),
  ],
  "messages are read": [
    2,
    (stage) =>
      inConversation(stage, (client, { id, summary }) => {
        client.markRead(id, stage.random.below(summary.lastSeq) + 1);
        return true;
      }),
  ],
  "messages are read elsewhere": [
    1,
    (stage) =>
      onServer(stage, (userId, id) => {
        const { length } = stage.world.server.messagesOf(id);
        stage.world.server.markRead(userId, id, stage.random.below(length + 1));
        return true;
      }),
  ],
  "a conversation is muted, or no longer": [
    1,
    (stage) =>
      inConversation(stage, (client, { id }) => {
        client.setMuted(id, stage.random.below(2) === 0);
        return true;
      }),
  ],
  "a conversation is marked as unread, or no longer": [
    2,
    (stage) =>
      inConversation(stage, (client, { id, summary }) => {
        const isMarked = stage.random.below(3) > 0;
        client.markUnread(id, isMarked ? stage.random.below(summary.lastSeq) + 1 : null);
        return true;
      }),
  ],
  "own marks change elsewhere": [
    1,
    (stage) =>
      onServer(stage, (userId, id) => {
        const place = stage.random.below(stage.world.server.messagesOf(id).length + 1);
        stage.world.server.changeOwnMarks(userId, id, {
          muted: stage.random.below(2) === 0,
          unreadFrom: place === 0 ? null : place,
        });
        return true;
      }),
  ],
  "a draft is written": [
    1,
    (stage) =>
      inConversation(stage, (client, { id }) => {
        client.setDraft(id, stage.random.pick(["", "a draft", "another draft"]) ?? "");
        return true;
      }),
  ],
  "a direct message is begun": [
    1,
    (stage) =>
      onSeat(stage, ({ userId, person }) => {
        const other = stage.random.pick(PEOPLE.filter((id) => id !== userId));
        return attempt(person.client.createDm(`${other}@example.org`));
      }),
  ],
  "a group is renamed on a device": [
    1,
    (stage) =>
      inConversation(stage, (client, { id, summary }) => {
        return summary.type === "group" && attempt(client.renameGroup(id, `Title ${stage.random.below(1000)}`));
      }),
  ],
  "somebody is added on a device": [
    1,
    (stage) =>
      inConversation(stage, (client, { id, summary }) => {
        return summary.type === "group" && attempt(client.addMember(id, `${stage.random.pick(PEOPLE)}@example.org`));
      }),
  ],
};
