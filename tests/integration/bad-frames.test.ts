/** What no client library would send: broken frames, before and after the handshake. The server cuts or refuses, and lives on. */
import { LIMITS } from "@oschat/protocol";
import { type Person, startWorld, until, type World } from "@oschat/test-kit";
import { Manager } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;
let ada: Person;
let conversationId: string;
const crashes: unknown[] = [];
const noteCrash = (error: unknown) => crashes.push(error);

beforeAll(async () => {
  process.on("unhandledRejection", noteCrash);
  process.on("uncaughtException", noteCrash);
  world = await startWorld();
  ada = await world.person("Ada");
  conversationId = (await ada.groupWith("Frames")).id;
});
afterAll(async () => {
  await world.stop();
  process.off("unhandledRejection", noteCrash);
  process.off("uncaughtException", noteCrash);
});

interface RawSocket {
  send(frame: string | Buffer): void;
  /** What the server said, as it came. */
  heard: string[];
  isClosed(): boolean;
  close(): void;
}

/** An open WebSocket that speaks Engine.IO, on which anything may be sent. */
async function openRaw(): Promise<RawSocket> {
  const manager = new Manager(world.url, { transports: ["websocket"], reconnection: false, autoConnect: false });
  await new Promise<void>((resolve, reject) => manager.open((error) => (error ? reject(error) : resolve())));
  const { engine } = manager;
  const { ws } = engine.transport as unknown as { ws: { send(frame: string | Buffer): void } };
  const heard: string[] = [];
  let isClosed = false;
  engine.on("packet", ({ type, data }) => heard.push(`${type} ${data ?? ""}`));
  engine.on("close", () => {
    isClosed = true;
  });
  return { send: (frame) => ws.send(frame), heard, isClosed: () => isClosed, close: () => engine.close() };
}

/** The same, signed in and ready. */
async function openSignedIn(): Promise<RawSocket> {
  const raw = await openRaw();
  raw.send(`40${JSON.stringify({ token: ada.token })}`);
  await until(() => raw.heard.some((frame) => frame.includes('"ready"')), "the raw socket is ready");
  return raw;
}

const FRAMES: (string | Buffer)[] = [
  "",
  "9",
  "4",
  "4x",
  "42",
  "420",
  "42[",
  "42[]",
  "42{}",
  '42"text"',
  "42[5,{}]",
  "4217[5,{}]",
  "42[null]",
  '42["message:send"]',
  '42["message:send",{},{},{}]',
  '42["connect"]',
  '42["error","x"]',
  '42["disconnect"]',
  '42/other,["message:send",{}]',
  "40/admin,{}",
  "40",
  "40null",
  '40"text"',
  "41",
  "44{}",
  "43999[]",
  "43[1]",
  "45-[",
  "4599999-[]",
  '451-["message:send",{"_placeholder":true,"num":0}]',
  '451-["message:send",{"_placeholder":true,"num":7}]',
  `42["sync:request",${"[".repeat(10_000)}${"]".repeat(10_000)}]`,
  "1",
  "2probe",
  "3probe",
  "5",
  "6",
  Buffer.from([0, 1, 2, 3]),
  Buffer.alloc(0),
  `42["message:send",{"body":"${"x".repeat(LIMITS.frameBytes)}"}]`,
];

/** Resolves once the server has dealt with everything before it: it answers, or it has closed the connection. */
async function whenDealtWith(raw: RawSocket): Promise<void> {
  if (!raw.isClosed()) raw.send('4299["sync:heads",{}]');
  await until(() => raw.isClosed() || raw.heard.some((frame) => frame.includes("399[")), "the frame is dealt with");
}

describe("broken frames", () => {
  it("{C8, C10} [E1] [E2] after the handshake end at most their own connection", async () => {
    for (const frame of FRAMES) {
      const raw = await openSignedIn();
      raw.send(frame);
      if (frame.toString().startsWith("451-")) raw.send(Buffer.from("bytes"));
      await whenDealtWith(raw);
      expect([frame.toString().slice(0, 60), crashes]).toEqual([frame.toString().slice(0, 60), []]);
      raw.close();
    }
    expect((await ada.request("GET", "/readyz")).status).toBe(200);
  });

  it("{C8, C10} [E1] [E2] before the handshake do nothing and harm nobody", async () => {
    const signedIn = await ada.socket();
    for (const frame of FRAMES) {
      const raw = await openRaw();
      raw.send(frame);
      raw.send(frame);
      raw.close();
    }
    const ack = await signedIn.timeout(5_000).emitWithAck("message:send", {
      conversationId,
      clientMsgId: crypto.randomUUID(),
      body: "still served",
    });
    expect(ack).toMatchObject({ conversationId });
    expect(crashes).toEqual([]);
  });

  it("{C10} [E1] gives events without a name a refusal", async () => {
    const raw = await openSignedIn();
    for (const frame of ["42[5,{}]", "4217[5,{}]", "4218"]) raw.send(frame);
    const answers = () => raw.heard.filter((frame) => frame.includes("unknown_event"));
    await until(() => answers().length === 3, "all are refused");
    raw.close();
  });
});
