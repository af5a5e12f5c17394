/**
 * Who may do what in a conversation. Pure decisions: null means yes, a code says why not. Being a member at all is decided
 * before, under the lock; to everyone else the conversation does not exist (A2).
 *
 *   group    add  remove member  remove admin  rename  promote  hand over  leave
 *   owner     x        x              x           x        x         x        -
 *   admin     x        x              -           x        -         -        x
 *   member    -        -              -           -        -         -        x
 */
import type { ConversationType, ErrorCode, Role } from "@oschat/protocol";

type Decision = ErrorCode | null;

interface Actor {
  type: ConversationType;
  role: Role;
}

export function mayRename({ type, role }: Actor): Decision {
  if (type === "dm") return "direct_message_fixed";
  return role === "member" ? "not_allowed" : null;
}

export function mayAddMember({ type, role }: Actor): Decision {
  if (type === "dm") return "direct_message_fixed";
  return role === "member" ? "not_allowed" : null;
}

export function mayRemoveMember({ type, role }: Actor, target: { role: Role; isSelf: boolean }): Decision {
  if (type === "dm") return "direct_message_fixed";
  if (target.isSelf) return role === "owner" ? "owner_must_hand_over" : null;
  if (target.role === "owner") return "not_allowed";
  if (role === "owner") return null;
  return role === "admin" && target.role === "member" ? null : "not_allowed";
}

/** Only the owner changes roles; making somebody owner hands the group over. */
export function mayChangeRole({ type, role }: Actor, target: { isSelf: boolean }): Decision {
  if (type === "dm") return "direct_message_fixed";
  if (role !== "owner") return "not_allowed";
  return target.isSelf ? "owner_must_hand_over" : null;
}

/** A sender may always delete their own; in a group its owner and admins may delete anyone's. */
export function mayDeleteMessage({ type, role }: Actor, message: { isOwn: boolean }): Decision {
  if (message.isOwn) return null;
  return type === "group" && role !== "member" ? null : "not_allowed";
}

export function mayEditMessage(message: { isOwn: boolean }): Decision {
  return message.isOwn ? null : "not_allowed";
}
