import type { Role } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { canAddMember, canLeave, canRename, memberActions } from "./member-actions.rules.ts";

const group = (role: Role) => ({ type: "group", role }) as const;
const other = (role: Role) => ({ role, isSelf: false });

describe("what the details of a group offer", () => {
  it("the owner everything, but not to leave", () => {
    expect([canAddMember(group("owner")), canRename(group("owner")), canLeave(group("owner"))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(memberActions(group("owner"), other("member"))).toEqual(["make_admin", "hand_over", "remove"]);
    expect(memberActions(group("owner"), other("admin"))).toEqual(["make_member", "hand_over", "remove"]);
  });

  it("an admin to add, rename, leave, and to remove members only", () => {
    expect([canAddMember(group("admin")), canRename(group("admin")), canLeave(group("admin"))]).toEqual([
      true,
      true,
      true,
    ]);
    expect(memberActions(group("admin"), other("member"))).toEqual(["remove"]);
    expect(memberActions(group("admin"), other("admin"))).toEqual([]);
    expect(memberActions(group("admin"), other("owner"))).toEqual([]);
  });

  it("a member only to leave", () => {
    const mine = [canAddMember(group("member")), canRename(group("member")), canLeave(group("member"))];
    expect(mine).toEqual([false, false, true]);
    expect(memberActions(group("member"), other("member"))).toEqual([]);
  });

  it("nothing on one's own row, and nothing in a direct message", () => {
    expect(memberActions(group("owner"), { role: "owner", isSelf: true })).toEqual([]);
    const dm = { type: "dm", role: "owner" } as const;
    expect([canAddMember(dm), canRename(dm), canLeave(dm), memberActions(dm, other("member"))]).toEqual([
      false,
      false,
      false,
      [],
    ]);
  });
});
