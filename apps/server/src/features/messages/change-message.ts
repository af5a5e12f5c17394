/**
 * Editing and deleting: a message keeps its seq and takes the conversation's next rev, under the row lock. Doing the same again
 * changes nothing and takes no revision.
 */
import { type DeleteMessage, type EditMessage, type Message, Refusal } from "@oschat/protocol";
import type { Db, Transaction } from "../../database/connection.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import { enforce, lockConversation, mayDeleteMessage, mayEditMessage } from "../membership/index.ts";
import { clearBody, readMessage, replaceBody, takeRevision } from "./messages.store.ts";
import { type MessageRow, presentMessage } from "./present-message.ts";

interface Changing {
  db: Db;
  delivery: Delivery;
}

/** @throws {Refusal} not_found, not_allowed, message_deleted */
export async function editMessage(request: EditMessage, userId: string, changing: Changing): Promise<Message> {
  return change(request, userId, changing, async (tx, message) => {
    enforce(message.kind === "system" ? "not_allowed" : mayEditMessage({ isOwn: message.sender_id === userId }));
    if (message.deleted_at !== null) throw new Refusal("message_deleted");
    if (message.body === request.body) return null;
    return replaceBody(tx, message.id, { body: request.body, rev: await takeRevision(tx, message.conversation_id) });
  });
}

/** @throws {Refusal} not_found, not_allowed */
export async function deleteMessage(request: DeleteMessage, userId: string, changing: Changing): Promise<Message> {
  return change(request, userId, changing, async (tx, message, conversation) => {
    const isOwn = message.sender_id === userId;
    enforce(message.kind === "system" ? "not_allowed" : mayDeleteMessage(conversation, { isOwn }));
    if (message.deleted_at !== null) return null;
    return clearBody(tx, message.id, await takeRevision(tx, message.conversation_id));
  });
}

type Conversation = Awaited<ReturnType<typeof lockConversation>>;
/** Returns what the change sets, or null when there is nothing to change. */
type Apply = (tx: Transaction, message: MessageRow, conversation: Conversation) => Promise<Partial<MessageRow> | null>;

async function change(
  { conversationId, messageId }: DeleteMessage,
  userId: string,
  { db, delivery }: Changing,
  apply: Apply,
): Promise<Message> {
  const { message, isChanged } = await db.transaction().execute(async (tx) => {
    const conversation = await lockConversation(tx, conversationId, userId);
    const before = await readMessage(tx, conversationId, messageId);
    if (before === null) throw new Refusal("not_found");
    const changes = await apply(tx, before, conversation);
    return { message: presentMessage({ ...before, ...changes }), isChanged: changes !== null };
  });
  if (isChanged) delivery.deliver("message:updated", message, { conversation: conversationId });
  return message;
}
