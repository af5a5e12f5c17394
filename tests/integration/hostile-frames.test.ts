/**
 * Whoever attacks over the socket, before and after signing in. At worst their own connection ends: the server, in a process of its
 * own, lives on with little more memory than before, and everyone else goes on talking.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS, type Message } from "@oschat/protocol";
import {
  cloneDatabase,
  createPeople,
  encodeFrame,
  type FrameShape,
  freePort,
  OPCODES,
  openRawConnection,
  openRawWebSocket,
  type People,
  type Person,
  type RawWebSocket,
  type ServerProcess,
  startServerProcess,
  until,
  watchMemory,
} from "@oschat/test-kit";
import type { Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const SOCKETS_PER_PERSON = 20;
/** Far above what anything here should take, far below what it would take if nothing were bounded. */
const MOST_GROWTH_BYTES = 150 * 2 ** 20;

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let dataDir: string;
let server: ServerProcess;
let people: People;
let [ada, bob, mallory] = [] as unknown as [Person, Person, Person];
let bobs: Socket;
let conversationId: string;
const heardByBob: string[] = [];
const opened: RawWebSocket[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "oschat-hostile-"));
  server = await startServerProcess({
    PORT: String(await freePort()),
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    SOCKETS_PER_PERSON: String(SOCKETS_PER_PERSON),
  });
  people = createPeople(server.url);
  [ada, bob, mallory] = [await people.person("Ada"), await people.person("Bob"), await people.person("Mallory")];
  ({ id: conversationId } = await ada.groupWith("Bystanders", bob));
  bobs = await bob.socket();
  bobs.on("message:new", ({ body }: Message) => heardByBob.push(body));
});
afterEach(async () => {
  for (const raw of opened) raw.destroy();
  opened.length = 0;
  const text = crypto.randomUUID();
  await ada.say(conversationId, text);
  await until(() => heardByBob.includes(text), "the bystanders hear each other");
  expect(bobs.connected).toBe(true);
});
afterAll(async () => {
  await people.leave();
  expect(await server.stop()).toBe(0);
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(isSignedIn: boolean): Promise<RawWebSocket> {
  const raw = isSignedIn ? await openRawConnection(server.url, mallory) : await openRawWebSocket(server.url);
  opened.push(raw);
  await until(() => raw.heard.length > 0, "the server has said hello");
  return raw;
}

/** The server says goodbye, and waits no longer than it must for an answer. */
async function expectClosed(raw: RawWebSocket, what: string): Promise<void> {
  await until(() => raw.isClosed() || raw.goodbye() !== null, `the connection is closed after ${what}`);
}

/** Resolves when the server has dealt with everything before. */
async function expectServed(raw: RawWebSocket): Promise<void> {
  const id = String(Math.floor(Math.random() * 1e9));
  raw.send(`42${id}["sync:heads",{}]`);
  await until(() => raw.heard.some((text) => text.startsWith(`43${id}[`)), "the connection is served");
}

async function expectLittleMemory(during: () => Promise<void>): Promise<void> {
  const { before, peak } = await watchMemory(server.pid, during);
  expect(peak - before).toBeLessThan(MOST_GROWTH_BYTES);
}

const PROTOCOL_ERROR = 1002;
const INVALID_TEXT = 1007;
const POLICY = 1008;
const TOO_LARGE = 1009;

/** With the goodbye that RFC 6455 has for them. */
const BROKEN_FRAMES: Record<string, { payload: string | Buffer; shape?: Partial<FrameShape>; goodbye: number }> = {
  "a frame without a mask": { payload: "40", shape: { isMasked: false }, goodbye: PROTOCOL_ERROR },
  "a compressed frame, with compression off": { payload: "40", shape: { reservedBits: 4 }, goodbye: PROTOCOL_ERROR },
  "reserved bits": { payload: "40", shape: { reservedBits: 3 }, goodbye: PROTOCOL_ERROR },
  "an unknown opcode": { payload: "40", shape: { opcode: 3 }, goodbye: PROTOCOL_ERROR },
  "an unknown control opcode": { payload: "", shape: { opcode: 11 }, goodbye: PROTOCOL_ERROR },
  "a ping that is too long": { payload: "x".repeat(126), shape: { opcode: OPCODES.ping }, goodbye: PROTOCOL_ERROR },
  "a ping in parts": { payload: "x", shape: { opcode: OPCODES.ping, isFinal: false }, goodbye: PROTOCOL_ERROR },
  "a continuation of nothing": { payload: "x", shape: { opcode: OPCODES.continuation }, goodbye: PROTOCOL_ERROR },
  "a goodbye with half a code": { payload: "x", shape: { opcode: OPCODES.close }, goodbye: PROTOCOL_ERROR },
  "a goodbye with a reserved code": {
    payload: Buffer.from([0x03, 0xed]),
    shape: { opcode: OPCODES.close },
    goodbye: PROTOCOL_ERROR,
  },
  "text that is no UTF-8": { payload: Buffer.from([0x34, 0xff, 0xfe]), goodbye: INVALID_TEXT },
  "text with half of a surrogate pair": { payload: Buffer.from([0x34, 0xed, 0xa0, 0x80]), goodbye: INVALID_TEXT },
  "text in too many bytes": { payload: Buffer.from([0x34, 0xc0, 0x80]), goodbye: INVALID_TEXT },
  "too much text": { payload: "4".repeat(LIMITS.frameBytes + 1), goodbye: TOO_LARGE },
  "too many bytes": {
    payload: Buffer.alloc(LIMITS.frameBytes + 1),
    shape: { opcode: OPCODES.binary },
    goodbye: TOO_LARGE,
  },
};

/** Well-formed frames with what is no packet inside. */
const BROKEN_PACKETS: Record<string, (string | Buffer)[]> = {
  "an unknown kind of Engine.IO packet": ["9"],
  "an unknown kind of Socket.IO packet": ["49"],
  "an event that is no JSON": ["42nonsense"],
  "an id that is no number": ['42x["sync:heads",{}]'],
  "a negative id": ['42-1["sync:heads",{}]'],
  "a fractional id": ['421.5["sync:heads",{}]'],
  "an event of Socket.IO's own": ['42["disconnecting",{}]'],
  "a listener": ['42["newListener",{}]'],
  "another connect": ['40{"token":"x"}'],
  "a refusal of its own": ['44{"message":"x"}'],
  "ten thousand attachments": ['4510000-["message:send",{"_placeholder":true,"num":0}]'],
  "attachments without end": ['4599999999999-["message:send",{}]'],
  "an attachment that was not announced": [Buffer.from("x")],
  "a text in the place of an attachment": ['451-["message:send",{"_placeholder":true,"num":0}]', '42["sync:heads",{}]'],
  "a namespace that it is not in": ['42/other,["message:send",{}]'],
};

describe("whoever sends broken frames", () => {
  it.each(Object.keys(BROKEN_FRAMES))("{C8, C9, C10} is told goodbye after %s", async (what) => {
    const { payload, shape, goodbye } = BROKEN_FRAMES[what] as (typeof BROKEN_FRAMES)[string];
    for (const isSignedIn of [false, true]) {
      const raw = await open(isSignedIn);
      raw.send(payload, shape);
      await until(() => raw.goodbye() !== null || raw.isClosed(), `the server says goodbye after ${what}`);
      expect(raw.goodbye()).toBe(goodbye);
    }
  });

  it("{C8} is cut off by the length that a frame claims, before it comes", async () => {
    for (const length of [2n ** 62n, 2n ** 63n, BigInt(LIMITS.frameBytes + 1)]) {
      const raw = await open(true);
      const head = Buffer.alloc(14);
      head.writeUInt16BE(0x81ff);
      head.writeBigUInt64BE(length, 2);
      raw.write(head);
      await until(() => raw.goodbye() !== null, "the server says goodbye");
    }
  });

  it.each(Object.keys(BROKEN_PACKETS))("{C8, C10, C15} is cut off after %s", async (what) => {
    for (const isSignedIn of [false, true]) {
      const raw = await open(isSignedIn);
      for (const packet of BROKEN_PACKETS[what] ?? []) {
        raw.send(packet, { opcode: typeof packet === "string" ? OPCODES.text : OPCODES.binary });
      }
      // Before signing in, what comes first counts as an attempt to.
      if (isSignedIn) await expectClosed(raw, what);
    }
  });
});

describe("whoever sends bytes with a packet", () => {
  it.each([0, 7, "__proto__", null])(
    "{C8, C10} [E1] is refused, whatever place they are said to have (%j)",
    async (num) => {
      const raw = await open(true);
      const place = { _placeholder: true, num };
      const message = { conversationId, clientMsgId: crypto.randomUUID(), body: place };
      raw.send(`451-1["message:send",${JSON.stringify(message)}]`);
      raw.send(Buffer.from("x"), { opcode: OPCODES.binary });
      raw.send('422["sync:heads",{}]');
      await until(() => raw.heard.some((text) => text.startsWith("432")), "what is asked next is answered");
      expect(raw.heard.find((text) => text.startsWith("431"))).toContain("invalid_request");
    },
  );
});

describe("whoever sends too much of something", () => {
  it.each([
    ["empty", ""],
    ["tiny", "x"],
  ])("{C8} is cut off by the number of %s parts of one message", async (_, part) => {
    await expectLittleMemory(async () => {
      const raw = await open(true);
      raw.send("4", { isFinal: false });
      const parts = Buffer.concat(
        Array.from({ length: 10_000 }, () => encodeFrame(part, { opcode: OPCODES.continuation, isFinal: false })),
      );
      for (let round = 0; round < 50 && !raw.isClosed(); round += 1) {
        raw.write(parts);
        await expect.poll(() => raw.isClosed() || raw.goodbye() !== null || round < 5).toBe(true);
      }
      await expectClosed(raw, "so many parts");
      expect(raw.goodbye() ?? POLICY).toBe(POLICY);
    });
  });

  it("{C8} gets no further by whole messages that never become a packet", async () => {
    await expectLittleMemory(async () => {
      const raw = await open(true);
      raw.send(`4510-["message:send",${"[0],".repeat(100)}{}]`);
      for (let count = 0; count < 200; count += 1) {
        raw.send(Buffer.alloc(LIMITS.frameBytes), { opcode: OPCODES.binary });
      }
      await expectClosed(raw, "attachments");
    });
  });

  it("{C2, C8} finds no other namespace, however many are asked for, signed in or not", async () => {
    await expectLittleMemory(async () => {
      for (const isSignedIn of [false, true]) {
        const raw = await open(isSignedIn);
        const before = raw.heard.length;
        for (let count = 0; count < 5_000; count += 500) {
          for (let n = 0; n < 500; n += 1) raw.send(`40/${count + n},{"token":"${mallory.token}"}`);
          await until(() => raw.heard.length - before >= count + 500, "all are answered");
        }
        const answers = raw.heard.slice(before).map((text) => text.replace(/\/\d+,/, ""));
        expect(new Set(answers)).toEqual(new Set(['44{"message":"Invalid namespace"}']));
      }
    });
  });

  it("{C12} [B1] is cut off when they do not read the answers, also before signing in", async () => {
    await expectLittleMemory(async () => {
      const raw = await open(false);
      raw.stopReading();
      const flood = Buffer.concat(Array.from({ length: 2_000 }, (_, n) => encodeFrame(`40/${"x".repeat(500)}${n},{}`)));
      for (let round = 0; round < 200 && !raw.isClosed(); round += 1) {
        raw.write(flood);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await expectClosed(raw, "answers that nobody reads");
    });
  });

  it("{C11, C2} is on a connection once, however often they sign in on it at once", async () => {
    const raw = await open(false);
    for (let count = 0; count < 200; count += 1) raw.send(`40{"token":"${mallory.token}"}`);
    await until(() => raw.isClosed() || raw.goodbye() !== null || raw.heard.length >= 202, "all are answered");
    expect(raw.heard.filter((text) => text.startsWith('42["ready"')).length).toBeLessThanOrEqual(1);
    expect(raw.heard.filter((text) => text.startsWith('40{"sid"')).length).toBeLessThanOrEqual(1);
  });

  it("{C11} has no more connections than anyone may, also when they come at once, or sign off and stay", async () => {
    const crowd = await people.person("Crowd");
    const attempts = await Promise.all(Array.from({ length: SOCKETS_PER_PERSON + 20 }, () => open(false)));
    for (const raw of attempts) raw.send(`40{"token":"${crowd.token}"}`);
    await until(() => attempts.every(({ heard }) => heard.length >= 2), "all are answered");
    const letIn = attempts.filter(({ heard }) => heard.some((text) => text.startsWith('40{"sid"')));
    const turnedAway = attempts.filter(({ heard }) => heard.some((text) => text.includes('"rate_limited"')));
    expect([letIn.length, turnedAway.length]).toEqual([SOCKETS_PER_PERSON, 20]);
    for (const raw of letIn) raw.send("41");
    for (const raw of letIn) await expectClosed(raw, "signing off");
  });

  it("{C10, C15} makes nothing run by answering what nobody asked", async () => {
    const raw = await open(true);
    const large = JSON.stringify("x".repeat(60_000));
    for (const packet of ["430[]", `43999[${large}]`, "4399999999999999999999[]", '431["__proto__",{}]']) {
      for (let count = 0; count < 100; count += 1) raw.send(packet);
    }
    await expectServed(raw);
  });

  it("{C8, C15} hears what they say again as an id, and no more, however long it is", async () => {
    const raw = await open(true);
    raw.send(`42${"9".repeat(300)}["sync:heads",{}]`);
    raw.send(`42["${"x".repeat(60_000)}",{}]`);
    await expectServed(raw);
    expect(Math.max(...raw.heard.map(({ length }) => length))).toBeLessThan(2_000);
  });

  it("{C15} hears no conversation by naming it", async () => {
    const raw = await open(true);
    for (const event of ["join", "subscribe", "room", "joinRoom", "conversation:added", "message:new"]) {
      raw.send(`42["${event}","${conversationId}"]`);
      raw.send(`42["${event}",{"conversationId":"${conversationId}","rooms":["${conversationId}"]}]`);
    }
    const named = await openRawWebSocket(server.url, {});
    opened.push(named);
    named.send(`40${JSON.stringify({ token: mallory.token, rooms: [conversationId], userId: ada.id })}`);
    await until(() => named.heard.some((text) => text.startsWith('42["ready"')), "the connection is ready");
    const text = crypto.randomUUID();
    await ada.say(conversationId, text);
    await until(() => heardByBob.includes(text), "Bob hears it");
    for (const connection of [raw, named]) {
      await expectServed(connection);
      expect(connection.heard.filter((said) => said.includes(text))).toEqual([]);
    }
  });
});
