import type { ChangeOwnMarks, OwnMarksChanged } from "@oschat/protocol";
import { conversationOf, type Person, startWorld, until, type World, whenLive } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  world = await startWorld();
  [ada, bob] = await Promise.all([world.person("Ada"), world.person("Bob")]);
});
afterAll(() => world.stop());

/** After the news that the group was made come `count` texts by Ada, of which Bob has read all. */
async function readGroup(count: number): Promise<string> {
  const { id } = await ada.groupWith("Own", bob);
  for (let n = 1; n <= count; n += 1) await ada.say(id, `text ${n}`);
  await bob.call("POST /conversations/:id/read", `/conversations/${id}/read`, { seq: count + 1 });
  return id;
}

const change = (id: string, marks: ChangeOwnMarks, person = bob) =>
  person.call("PATCH /conversations/:id/own", `/conversations/${id}/own`, marks);
const seenBy = (person: Person, id: string) => person.call("GET /conversations/:id", `/conversations/${id}`);

describe("own marks", () => {
  it("[R2] count from where the conversation was marked as unread, and leave the marker where it is", async () => {
    const id = await readGroup(4);
    expect(await change(id, { unreadFrom: 4 })).toMatchObject({ unreadFrom: 4, unread: 2, muted: false });
    expect(await seenBy(bob, id)).toMatchObject({ lastReadSeq: 5, unreadFrom: 4, unread: 2 });
    const { heads } = await bob.call("GET /heads", "/heads");
    expect(heads?.find((head) => head.conversationId === id)).toMatchObject({ unreadFrom: 4, unread: 2 });
    await ada.say(id, "one more");
    expect(await seenBy(bob, id)).toMatchObject({ unread: 3 });
    expect(await change(id, { unreadFrom: null })).toMatchObject({ unreadFrom: null, unread: 1 });
  });

  it("[R2] are nobody else's", async () => {
    const id = await readGroup(2);
    await change(id, { muted: true, unreadFrom: 1 });
    expect(await seenBy(ada, id)).toMatchObject({ muted: false, unreadFrom: null });
  });

  it("[R2] never lie beyond the last message, and are none where nothing was written", async () => {
    const id = await readGroup(2);
    expect(await change(id, { unreadFrom: Number.MAX_SAFE_INTEGER })).toMatchObject({ unreadFrom: 3 });
    const { id: empty } = await bob.dmWith(ada);
    expect(await change(empty, { unreadFrom: 1 })).toMatchObject({ unreadFrom: null });
  });

  it("[R2] are heard by one's other devices once for each change, with a higher revision each time", async () => {
    const id = await readGroup(2);
    const [laptop, adas] = await Promise.all([bob.socket(), ada.socket()]);
    const heard: OwnMarksChanged[] = [];
    let heardByAda = 0;
    laptop.on("own:updated", (marks: OwnMarksChanged) => heard.push(marks));
    adas.on("own:updated", () => {
      heardByAda += 1;
    });
    const first = await change(id, { muted: true });
    expect(await change(id, { muted: true })).toEqual(first);
    const second = await change(id, { unreadFrom: 2 });
    await until(() => heard.length === 2, "the other device heard");
    expect(heard).toEqual([first, second]);
    expect(second.ownRev).toBeGreaterThan(first.ownRev);
    expect(heardByAda).toBe(0);
  });

  it("[R2] end the same everywhere after many changes at once", async () => {
    const id = await readGroup(3);
    const engines = await Promise.all([whenLive(await bob.client()), whenLive(await bob.client())]);
    const changes = Array.from({ length: 20 }, (_, n) => ({ muted: n % 2 === 0, unreadFrom: (n % 3) + 1 }));
    const answers = await Promise.all(changes.map((marks) => change(id, marks)));
    const { muted, unreadFrom, ownRev } = await seenBy(bob, id);
    const last = answers.toSorted((a, b) => a.ownRev - b.ownRev).at(-1);
    expect(last).toMatchObject({ muted, unreadFrom, ownRev });
    for (const engine of engines) {
      await until(() => conversationOf(engine, id)?.summary.ownRev === ownRev, "the engine has heard the last change");
      expect(conversationOf(engine, id)?.summary).toMatchObject({ muted, unreadFrom });
    }
  });

  it("[S5] [R2] that went unheard show in the digest, but not to clients that know none", async () => {
    const id = await readGroup(1);
    const socket = (await bob.socket()).timeout(5_000);
    const { digest } = await socket.emitWithAck("sync:heads", {});
    const { ownSum: _, ...older } = digest;
    await change(id, { muted: true });
    expect((await socket.emitWithAck("sync:heads", { digest })).heads).not.toBeNull();
    expect((await socket.emitWithAck("sync:heads", { digest: older })).heads).toBeNull();
  });

  it("[R2] begin anew with the membership, above what was before", async () => {
    const id = await readGroup(1);
    for (const muted of [true, false, true]) await change(id, { muted });
    const before = await seenBy(bob, id);
    await ada.call("DELETE /conversations/:id/members/:userId", `/conversations/${id}/members/${bob.id}`);
    await ada.call("POST /conversations/:id/members", `/conversations/${id}/members`, { email: bob.email });
    const after = await seenBy(bob, id);
    expect(after).toMatchObject({ muted: false, unreadFrom: null });
    expect(after.ownRev).toBeGreaterThan(before.ownRev);
  });
});
