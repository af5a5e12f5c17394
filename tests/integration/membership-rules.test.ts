/** Who may change a conversation, through REST, and that races leave it whole. */
import { WireError } from "@oschat/protocol";
import { type HttpAnswer, type Person, startWorld, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;
let cleo: Person;
let dan: Person;

beforeAll(async () => {
  world = await startWorld();
  ada = await world.person("Ada");
  bob = await world.person("Bob");
  cleo = await world.person("Cleo");
  dan = await world.person("Dan");
});
afterAll(() => world.stop());

const memberPath = (id: string, person: Person) => `/conversations/${id}/members/${person.id}`;
const leave = (person: Person, id: string) => person.request("DELETE", memberPath(id, person));
const remove = (by: Person, id: string, person: Person) => by.request("DELETE", memberPath(id, person));
const add = (by: Person, id: string, person: Person) =>
  by.request("POST", `/conversations/${id}/members`, { email: person.email });
const setRole = (by: Person, id: string, person: Person, role: string) =>
  by.request("PATCH", memberPath(id, person), { role });
const rename = (by: Person, id: string, title: string) => by.request("PATCH", `/conversations/${id}`, { title });

function outcome({ status, body }: HttpAnswer): number | string {
  return status < 300 ? status : WireError.parse(body).error.code;
}

async function rolesOf(id: string): Promise<Record<string, string>> {
  const rows = await world.database.db
    .selectFrom("conversation_members as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .select(["u.name", "m.role"])
    .where("m.conversation_id", "=", id)
    .execute();
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]));
}

describe("a group", () => {
  it("{D7} is changed by whom its roles allow", async () => {
    const { id } = await ada.groupWith("Roles", bob, cleo);
    const outcomes = [
      await rename(bob, id, "Bob's"),
      await add(bob, id, dan),
      await remove(bob, id, cleo),
      await setRole(bob, id, cleo, "admin"),
      await setRole(ada, id, bob, "admin"),
      await rename(bob, id, "Bob's"),
      await add(bob, id, dan),
      await add(bob, id, dan),
      await remove(bob, id, ada),
      await setRole(bob, id, cleo, "admin"),
      await remove(bob, id, cleo),
    ].map(outcome);
    const no = "not_allowed";
    expect(outcomes).toEqual([no, no, no, no, 200, 200, 201, "already_member", no, no, 204]);
    expect(await rolesOf(id)).toEqual({ Ada: "owner", Bob: "admin", Dan: "member" });
  });

  it("{D7} is left by anyone but its owner, who hands it over first", async () => {
    const { id } = await ada.groupWith("Leaving", bob, cleo);
    const outcomes = [
      await leave(ada, id),
      await setRole(ada, id, ada, "member"),
      await leave(cleo, id),
      await setRole(ada, id, bob, "owner"),
      await setRole(ada, id, bob, "member"),
      await leave(ada, id),
      await leave(ada, id),
    ].map(outcome);
    const first = "owner_must_hand_over";
    expect(outcomes).toEqual([first, first, 204, 200, "not_allowed", 204, "not_found"]);
    expect(await rolesOf(id)).toEqual({ Bob: "owner" });
  });

  it("tells each change in its timeline", async () => {
    const { id } = await ada.groupWith("Told", bob);
    await rename(ada, id, "Told again");
    await rename(ada, id, "Told again");
    await add(ada, id, cleo);
    await setRole(ada, id, bob, "admin");
    await remove(bob, id, cleo);
    await setRole(ada, id, bob, "owner");
    await leave(ada, id);
    const { messages } = await bob.call("GET /conversations/:id/messages", `/conversations/${id}/messages`);
    expect(messages.map(({ seq, system, body }) => [seq, system?.type, body])).toEqual([
      [1, "group_created", "Ada created the group Told"],
      [2, "renamed", "Ada renamed the group to Told again"],
      [3, "member_added", "Ada added Cleo"],
      [4, "role_changed", "Ada made Bob an admin"],
      [5, "member_removed", "Bob removed Cleo"],
      [6, "ownership_transferred", "Ada made Bob the owner"],
      [7, "member_left", "Ada left"],
    ]);
  });

  it("[A1] shows its whole history to a new member", async () => {
    const { id } = await ada.groupWith("History", bob);
    await ada.say(id, "before Cleo");
    await add(ada, id, cleo);
    const { messages } = await cleo.call("GET /conversations/:id/messages", `/conversations/${id}/messages`);
    expect(messages.map(({ body }) => body)).toContain("before Cleo");
    expect((await cleo.call("GET /conversations/:id", `/conversations/${id}`)).unread).toBe(0);
  });
});

describe("a direct message", () => {
  it("{D7} is one for two people, however they race, and stays as it is", async () => {
    const dms = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? ada.dmWith(bob) : bob.dmWith(ada))),
    );
    expect(new Set(dms.map(({ id }) => id)).size).toBe(1);
    const id = dms[0]?.id ?? "";
    const outcomes = [
      await rename(ada, id, "A title"),
      await add(ada, id, cleo),
      await remove(ada, id, bob),
      await leave(ada, id),
      await setRole(ada, id, bob, "owner"),
    ].map(outcome);
    expect(new Set(outcomes)).toEqual(new Set(["direct_message_fixed"]));
    expect(await rolesOf(id)).toEqual({ Ada: "member", Bob: "member" });
  });

  it("{D7} [E1] needs another person who is known here", async () => {
    const withSelf = await ada.request("POST", "/conversations/dm", { email: ada.email });
    const withNobody = await ada.request("POST", "/conversations/dm", { email: "nobody@example.com" });
    expect([outcome(withSelf), outcome(withNobody)]).toEqual(["invalid_request", "user_not_found"]);
  });
});

describe("changes at once", () => {
  it("{D7} [O1] [A1] leave exactly one owner and a true count, whoever wins", async () => {
    const everyone = [ada, bob, cleo, dan];
    for (let round = 0; round < 4; round += 1) {
      const { id } = await ada.groupWith(`Race ${round}`, bob, cleo, dan);
      const attempts = everyone.flatMap((actor) =>
        everyone.flatMap((target) => [
          () => setRole(actor, id, target, "owner"),
          () => setRole(actor, id, target, "admin"),
          () => remove(actor, id, target),
        ]),
      );
      const shuffled = attempts.map((attempt) => ({ attempt, at: Math.random() })).sort((a, b) => a.at - b.at);
      const answers = await Promise.all(shuffled.map(({ attempt }) => attempt()));
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);

      const roles = Object.values(await rolesOf(id));
      expect(roles.filter((role) => role === "owner")).toHaveLength(1);
      const conversation = await world.database.db
        .selectFrom("conversations")
        .select(["member_count", "last_seq", "last_rev"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      const { length } = await world.database.db
        .selectFrom("messages")
        .select("seq")
        .where("conversation_id", "=", id)
        .execute();
      expect(conversation).toEqual({ member_count: roles.length, last_seq: length, last_rev: length });
    }
  });
});
