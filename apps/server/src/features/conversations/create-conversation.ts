/** Making conversations. Two people have one direct message, however often and from whichever side it is made. */
import { type ConversationDetails, type Me, Refusal } from "@oschat/protocol";
import type { Transaction } from "../../database/connection.ts";
import { postSystemMessage } from "../messages/index.ts";
import { requirePeople } from "../users/index.ts";
import type { Changing } from "./changing.ts";
import { findOrInsertDm, insertGroup } from "./conversations.store.ts";
import { readDetailsUnderLock } from "./read-conversations.ts";

/** @throws {Refusal} user_not_found, or invalid_request for one's own address */
export async function createDm(email: string, user: Me, changing: Changing): Promise<ConversationDetails> {
  const { db } = changing;
  const [peer] = await requirePeople(db, [email]);
  if (peer === undefined) throw new Refusal("user_not_found");
  if (peer.id === user.id) {
    const sentence = "is your own address; a direct message needs another person";
    throw new Refusal("invalid_request", { message: `This ${sentence}.`, fields: { email: sentence } });
  }
  const { isNew, details } = await db.transaction().execute(async (tx) => {
    const { id, isNew } = await findOrInsertDm(tx, [user.id, peer.id]);
    return { isNew, details: await readDetailsUnderLock(tx, id, user.id) };
  });
  const userIds = [user.id, peer.id];
  if (isNew) welcome(details.id, userIds, changing);
  else changing.subscriptions.added(details.id, userIds);
  return details;
}

/** Whoever makes a group is its owner. @throws {Refusal} user_not_found, naming every address that nobody has */
export async function createGroup(
  { title, memberEmails }: { title: string; memberEmails: string[] },
  user: Me,
  changing: Changing,
): Promise<ConversationDetails> {
  const { db } = changing;
  const people = await requirePeople(db, memberEmails);
  const others = people.map(({ id }) => id).filter((id) => id !== user.id);
  const details = await db.transaction().execute(async (tx) => {
    const id = await insertGroupWithNews(tx, { title, maker: user, otherIds: others });
    return readDetailsUnderLock(tx, id, user.id);
  });
  welcome(details.id, [user.id, ...others], changing);
  return details;
}

function welcome(conversationId: string, userIds: string[], { subscriptions, delivery }: Changing): void {
  subscriptions.added(conversationId, userIds);
  for (const user of userIds) delivery.deliver("conversation:added", { conversationId }, { user });
}

/** The group and the first message of its timeline. Returns its id. */
export async function insertGroupWithNews(
  tx: Transaction,
  { title, maker, otherIds }: { title: string; maker: Me; otherIds: string[] },
): Promise<string> {
  const others = otherIds.map((userId) => ({ userId, role: "member" as const }));
  const id = await insertGroup(tx, title, [{ userId: maker.id, role: "owner" }, ...others]);
  await postSystemMessage(tx, id, { actor: maker, system: { type: "group_created", title } });
  return id;
}
