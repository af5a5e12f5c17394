import type { Member, Role } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { inListOrder } from "./member-order.ts";

function member(name: string, role: Role): Member {
  const joinedAt = "2026-01-01T00:00:00.000Z";
  return { id: name, name, avatarUrl: null, role, joinedAt, lastReadSeq: 0, lastSeenAt: null, lastSeenMessageId: null };
}

describe("the member list", () => {
  it("begins with the owner, then the admins, and goes by name among equals", () => {
    const members = [
      member("Zoe", "member"),
      member("Émile", "member"),
      member("Bob", "admin"),
      member("Yan", "owner"),
    ];
    expect(inListOrder(members, "en").map(({ name }) => name)).toEqual(["Yan", "Bob", "Émile", "Zoe"]);
    expect(members[0]?.name).toBe("Zoe");
  });
});
