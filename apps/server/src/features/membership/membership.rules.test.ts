import type { Role } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { mayAddMember, mayChangeRole, mayDeleteMessage, mayRemoveMember, mayRename } from "./membership.rules.ts";

const everyRole: Record<Role, { manages: boolean }> = {
  owner: { manages: true },
  admin: { manages: true },
  member: { manages: false },
};
const roles = Object.keys(everyRole) as Role[];

describe("who may do what in a group", () => {
  it.each(roles)("%s renames and adds only when managing", (role) => {
    const expected = everyRole[role].manages ? null : "not_allowed";
    expect(mayRename({ type: "group", role })).toBe(expected);
    expect(mayAddMember({ type: "group", role })).toBe(expected);
  });

  it("removes only those below", () => {
    const removals = roles.map((role) =>
      roles.map((target) => mayRemoveMember({ type: "group", role }, { role: target, isSelf: false })),
    );
    expect(removals).toEqual([
      ["not_allowed", null, null],
      ["not_allowed", "not_allowed", null],
      ["not_allowed", "not_allowed", "not_allowed"],
    ]);
  });

  it("lets everyone leave but the owner", () => {
    const leaving = roles.map((role) => mayRemoveMember({ type: "group", role }, { role, isSelf: true }));
    expect(leaving).toEqual(["owner_must_hand_over", null, null]);
  });

  it("lets only the owner change roles, and not their own", () => {
    expect(roles.map((role) => mayChangeRole({ type: "group", role }, { isSelf: false }))).toEqual([
      null,
      "not_allowed",
      "not_allowed",
    ]);
    expect(mayChangeRole({ type: "group", role: "owner" }, { isSelf: true })).toBe("owner_must_hand_over");
  });

  it("lets owner and admins delete the messages of others", () => {
    expect(roles.map((role) => mayDeleteMessage({ type: "group", role }, { isOwn: false }))).toEqual([
      null,
      null,
      "not_allowed",
    ]);
  });
});

describe("a direct message", () => {
  it("keeps its two members and has no title", () => {
    const actor = { type: "dm", role: "member" } as const;
    expect(mayRename(actor)).toBe("direct_message_fixed");
    expect(mayAddMember(actor)).toBe("direct_message_fixed");
    expect(mayRemoveMember(actor, { role: "member", isSelf: true })).toBe("direct_message_fixed");
    expect(mayChangeRole(actor, { isSelf: false })).toBe("direct_message_fixed");
    expect(mayDeleteMessage(actor, { isOwn: false })).toBe("not_allowed");
    expect(mayDeleteMessage(actor, { isOwn: true })).toBeNull();
  });
});
