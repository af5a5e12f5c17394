import { type ConversationDetails, type Me, Refusal, type Role } from "@oschat/protocol";
import type { Transaction } from "../../database/connection.ts";
import { enforce, lockConversation, mayChangeRole, roleOf } from "../membership/index.ts";
import { postSystemMessage } from "../messages/index.ts";
import type { Changing } from "./changing.ts";
import { readPerson, updateRole } from "./conversations.store.ts";
import { readDetails } from "./read-conversations.ts";

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
  const news = await db.transaction().execute(async (tx) => {
    const conversation = await lockConversation(tx, conversationId, user.id);
    const present = await roleOf(tx, conversationId, userId);
    const person = await readPerson(tx, userId);
    if (present === null || person === null) throw new Refusal("not_found");
    enforce(mayChangeRole(conversation, { isSelf: userId === user.id }));
    if (present === role) return null;
    return role === "owner"
      ? handOver(tx, { conversationId, from: user, to: person })
      : assign(tx, { conversationId, actor: user, person, role });
  });
  if (news !== null) delivery.deliver("message:new", news, { conversation: conversationId });
  return readDetails(db, conversationId, user.id);
}

interface Named {
  id: string;
  name: string;
  avatarUrl: string | null;
}

async function handOver(
  tx: Transaction,
  { conversationId, from, to }: { conversationId: string; from: Me; to: Named },
) {
  await updateRole(tx, { conversationId, userId: from.id }, "admin");
  await updateRole(tx, { conversationId, userId: to.id }, "owner");
  const system = { type: "ownership_transferred", userId: to.id, name: to.name } as const;
  return postSystemMessage(tx, conversationId, { actor: from, system });
}

async function assign(
  tx: Transaction,
  { conversationId, actor, person, role }: { conversationId: string; actor: Me; person: Named; role: Role },
) {
  await updateRole(tx, { conversationId, userId: person.id }, role);
  const system = { type: "role_changed", userId: person.id, name: person.name, role } as const;
  return postSystemMessage(tx, conversationId, { actor, system });
}
