import {
  type ConversationDetails,
  type Me,
  type Message,
  type Person,
  Refusal,
  type Role,
  type SystemEvent,
} from "@oschat/protocol";
import type { Transaction } from "../../database/connection.ts";
import { enforce, lockConversation, mayChangeRole, roleOf } from "../membership/index.ts";
import { postSystemMessage } from "../messages/index.ts";
import type { Changing } from "./changing.ts";
import { readPerson, updateRole } from "./conversations.store.ts";
import { readDetailsUnderLock } from "./read-conversations.ts";

/**
 * Changes a member's role. Making somebody owner hands the group over: the present owner becomes an admin.
 *
 * @throws {Refusal} not_found, not_allowed, direct_message_fixed, owner_must_hand_over
 */
export async function changeRole(
  { conversationId, userId, role }: { conversationId: string; userId: string; role: Role },
  user: Me,
  { db, delivery }: Changing,
): Promise<ConversationDetails> {
  const { news, details } = await db.transaction().execute(async (tx) => {
    const conversation = await lockConversation(tx, conversationId, user.id);
    const present = await roleOf(tx, conversationId, userId);
    const person = await readPerson(tx, userId);
    if (present === null || person === null) throw new Refusal("not_found");
    enforce(mayChangeRole(conversation, { isSelf: userId === user.id }));
    const news = present === role ? null : await apply(tx, { conversationId, actor: user, person, role });
    return { news, details: await readDetailsUnderLock(tx, conversationId, user.id) };
  });
  if (news !== null) delivery.deliver("message:new", news, { conversation: conversationId });
  return details;
}

async function apply(
  tx: Transaction,
  { conversationId, actor, person, role }: { conversationId: string; actor: Me; person: Person; role: Role },
): Promise<Message> {
  const about = { userId: person.id, name: person.name };
  if (role === "owner") await updateRole(tx, { conversationId, userId: actor.id }, "admin");
  await updateRole(tx, { conversationId, userId: person.id }, role);
  const system: SystemEvent =
    role === "owner" ? { type: "ownership_transferred", ...about } : { type: "role_changed", ...about, role };
  return postSystemMessage(tx, conversationId, { actor, system });
}
