/** What one person learns of another: the fields, by how they know each other, and nothing else on any path. */
import { REST, type RestName } from "@oschat/protocol";
import { type Person, startWorld, until, VALID_REQUESTS, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;
let groupId: string;
let dmId: string;
let messageId: string;

beforeAll(async () => {
  world = await startWorld();
  [ada, bob] = [await world.person("Ada"), await world.person("Bob")];
  ({ id: groupId } = await ada.groupWith("Together", bob));
  ({ id: dmId } = await ada.dmWith(bob));
  ({ messageId } = await ada.say(groupId, "hello"));
  await ada.say(dmId, "hello, Bob");
});
afterAll(() => world.stop());

const fieldsOf = (one: unknown) => Object.keys(one as object).toSorted();

const PERSON = ["avatarUrl", "id", "name"];
const WITH_ADDRESS = ["avatarUrl", "email", "id", "name"];

describe("a person", () => {
  it("{E3} sees their own address, and of others name and picture", async () => {
    const { user } = await bob.call("GET /auth/verify", "/auth/verify");
    const { members } = await bob.call("GET /conversations/:id", `/conversations/${groupId}`);
    const { peer } = await bob.call("GET /conversations/:id", `/conversations/${dmId}`);
    const [, claims = ""] = bob.token.split(".");
    expect(fieldsOf(user)).toEqual(WITH_ADDRESS);
    expect(fieldsOf(await bob.call("GET /me", "/me"))).toEqual(WITH_ADDRESS);
    expect(fieldsOf(peer)).toEqual(PERSON);
    for (const member of members) {
      const ofMembership = ["joinedAt", "lastReadSeq", "lastSeenAt", "lastSeenMessageId", "role"];
      expect(fieldsOf(member)).toEqual([...PERSON, ...ofMembership].toSorted());
    }
    expect(fieldsOf(JSON.parse(Buffer.from(claims, "base64url").toString()))).toEqual(
      [...WITH_ADDRESS, "exp", "iat", "iss", "sid"].toSorted(),
    );
  });

  it("{E3} finds another with the address they asked by, whether they know each other or not", async () => {
    const stranger = await world.person("Sten");
    for (const asker of [bob, stranger]) {
      const { users } = await asker.call("GET /users/search", `/users/search?email=${ada.email}`);
      expect(users).toEqual([{ id: ada.id, name: "Ada", avatarUrl: null, email: ada.email }]);
    }
  });

  it("{E3} is told no address, session or identity of another, on any path", async () => {
    const socket = await bob.socket();
    const texts: string[] = [];
    socket.onAny((...said: unknown[]) => texts.push(JSON.stringify(said)));
    const scene = { conversationId: groupId, messageId, userId: ada.id, email: bob.email, sessionId: bob.sessionId };
    for (const name of Object.keys(REST) as RestName[]) {
      if (!name.startsWith("GET ")) continue;
      const { status, body } = await bob.request("GET", VALID_REQUESTS[name](scene).path);
      expect([name, status]).toEqual([name, 200]);
      texts.push(JSON.stringify(body));
    }
    const adas = (await ada.socket()).timeout(5_000);
    await adas.emitWithAck("typing:start", { conversationId: groupId });
    await adas.emitWithAck("message:edit", { conversationId: groupId, messageId, body: "edited" });
    await ada.request("PATCH", `/conversations/${groupId}/members/${bob.id}`, { role: "admin" });
    await until(() => texts.some((text) => text.includes("role_changed")), "Bob heard all of it");
    for (const event of ["typing:start", "message:updated", "message:new"]) {
      expect(texts.some((text) => text.startsWith(`["${event}"`))).toBe(true);
    }
    const { subject } = await world.database.db
      .selectFrom("identities")
      .select("subject")
      .where("user_id", "=", ada.id)
      .executeTakeFirstOrThrow();
    const secrets = [ada.email, ada.sessionId, ...(subject === ada.id ? [] : [subject])];
    for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });
});
