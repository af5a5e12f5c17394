/** The order in which members are listed: the owner, then admins, then everyone else; by name among equals. Pure. */

import type { Member, Role } from "@oschat/protocol";
import { spokenLanguage } from "../../language/index.ts";

const RANK: Record<Role, number> = { owner: 0, admin: 1, member: 2 };

export function inListOrder(members: readonly Member[], locale: string = spokenLanguage()): Member[] {
  return [...members].sort((a, b) => RANK[a.role] - RANK[b.role] || a.name.localeCompare(b.name, locale));
}
