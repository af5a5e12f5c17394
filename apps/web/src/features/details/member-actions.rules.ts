/**
 * What the details offer to whom. The server decides; this mirrors its rule so that nobody is offered what will be refused.
 *
 *   group    add  remove member  remove admin  rename  promote  hand over  leave
 *   owner     x        x              x           x        x         x        -
 *   admin     x        x              -           x        -         -        x
 *   member    -        -              -           -        -         -        x
 */
import type { ConversationType, Role } from "@oschat/protocol";

interface Actor {
  type: ConversationType;
  role: Role;
}

export type MemberAction = "make_admin" | "make_member" | "hand_over" | "remove";

export function canRename({ type, role }: Actor): boolean {
  return type === "group" && role !== "member";
}

export function canAddMember({ type, role }: Actor): boolean {
  return type === "group" && role !== "member";
}

export function canLeave({ type, role }: Actor): boolean {
  return type === "group" && role !== "owner";
}

/** What `actor` may do to another member, in the order of the menu. */
export function memberActions(actor: Actor, target: { role: Role; isSelf: boolean }): MemberAction[] {
  if (actor.type === "dm" || target.isSelf || target.role === "owner") return [];
  if (actor.role === "owner") return [target.role === "admin" ? "make_member" : "make_admin", "hand_over", "remove"];
  return actor.role === "admin" && target.role === "member" ? ["remove"] : [];
}
