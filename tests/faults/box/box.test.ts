/** The box as a run uses it: the bundled server dies where it is told to, its clock moves, and the database breaks in every way. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPeople, type People, type Person, requestJson, until } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Box } from "./box.ts";
import { removeTemplate } from "./cluster-template.ts";
import { openBox } from "./open-box.ts";
import { buildPrograms, removePrograms } from "./programs.ts";
import type { Failpoint } from "./server-control.ts";

let folder: string;
let box: Box;
let people: People;
let ada: Person;
let groupId: string;
const deaths: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oschat-box-"));
  box = await openBox({
    plan: {
      nodes: 1,
      isRelayed: true,
      isDatabaseRelayed: true,
      isolatedDevices: [],
      serverEnv: {},
      databaseFlags: ["max_connections=30"],
      databaseBytes: null,
    },
    folder,
    programs: await buildPrograms([{ sql: "comment on table messages is 'a variant'" }]),
    onServerDeath: (cause) => deaths.push(cause),
  });
  people = createPeople(box.server.url);
  ada = await people.person("Ada");
  groupId = (await ada.groupWith("Box", await people.person("Bob"))).id;
});
afterAll(async () => {
  await people?.leave();
  await box?.close();
  await removeTemplate();
  await removePrograms();
  await rm(folder, { recursive: true, force: true });
});

const send = async (text: string, clientMsgId = crypto.randomUUID()) =>
  (
    await requestJson(box.server.url, "POST", `/conversations/${groupId}/messages`, {
      token: ada.token,
      body: { clientMsgId, body: text },
    })
  ).status;
const stored = async (text: string) =>
  Number((await box.database.query<{ n: string }>("select count(*) as n from messages where body = $1", [text]))[0]?.n);

describe("a server that dies at a failpoint", () => {
  const FATES: Record<Failpoint, { isStored: boolean; isAnswered: boolean }> = {
    "before-statement": { isStored: false, isAnswered: false },
    "after-statement": { isStored: true, isAnswered: false },
    "before-acknowledgement": { isStored: true, isAnswered: false },
    "before-delivery": { isStored: true, isAnswered: true },
    "amid-delivery": { isStored: true, isAnswered: true },
  };

  it.each(Object.entries(FATES))("dies at %s, the second time", async (failpoint, { isStored, isAnswered }) => {
    await box.server.kill();
    await box.server.start({ failpoint: failpoint as Failpoint, after: 2 });
    const listeners = await Promise.all([ada.socket(), ada.socket()]);
    const heard: string[] = [];
    for (const listener of listeners) {
      listener.io.reconnection(false);
      listener.on("message:new", ({ body }) => heard.push(body));
    }
    expect(await send(`${failpoint} first`)).toBe(201);
    await until(() => heard.length === 2, "the first is heard");
    const answer = await send(failpoint).catch(() => "none");
    await box.server.ended();
    expect(box.server.pid).toBe(null);
    expect(answer).toBe(isAnswered ? 201 : "none");
    await until(() => listeners.every((listener) => !listener.connected), "everybody noticed");
    expect(heard.filter((body) => body === failpoint).length).toBe(failpoint === "amid-delivery" ? 1 : 0);
    if (isStored) await until(async () => (await stored(failpoint)) === 1, "it is stored");
    else expect(await stored(failpoint)).toBe(0);
    await box.server.start();
    expect(deaths).toEqual([]);
  });

  it("dies before delivery when a sender on a socket has its answer, and nobody else has heard", async () => {
    await box.server.kill();
    await box.server.start({ failpoint: "before-delivery" });
    const [sender, listener] = await Promise.all([ada.socket(), ada.socket()]);
    const heard: string[] = [];
    for (const socket of [sender, listener]) socket.io.reconnection(false);
    listener.on("message:new", ({ body }) => heard.push(body));
    const message = { conversationId: groupId, clientMsgId: crypto.randomUUID(), body: "over a socket" };
    expect(await sender.timeout(3_000).emitWithAck("message:send", message)).toMatchObject({
      clientMsgId: message.clientMsgId,
    });
    await box.server.ended();
    await until(() => !listener.connected, "everybody noticed");
    expect(heard).toEqual([]);
    await box.server.start();
  });

  it("that nobody wanted is told", async () => {
    process.kill(box.server.pid ?? 0, "SIGKILL");
    await until(() => deaths.length === 1, "told");
    expect(deaths.splice(0)).toEqual(["the server ended: SIGKILL"]);
    await box.server.start();
  });
});

describe("the server's process", () => {
  const dateOf = async () =>
    await ada.socket().then(
      (socket) =>
        new Promise<string>((resolve) => {
          socket.io.engine.close();
          socket.once("ready", ({ serverTime }) => resolve(serverTime));
        }),
    );

  it("has a clock that moves, stops, and is right again, also over a restart", async () => {
    const offBy = async () => Date.parse(await dateOf()) - Date.now();
    box.server.setClock({ shiftMs: 3_600_000 });
    expect(Math.abs((await offBy()) - 3_600_000)).toBeLessThan(60_000);
    const frozenAt = Date.parse("2026-01-01T00:00:00Z");
    box.server.setClock({ frozenAt });
    expect(await dateOf()).toBe("2026-01-01T00:00:00.000Z");
    await box.server.kill();
    await box.server.start();
    expect(await dateOf()).toBe("2026-01-01T00:00:00.000Z");
    box.server.setClock(null);
    expect(Math.abs(await offBy())).toBeLessThan(60_000);
  });

  it("says what it uses, and says nothing while it is paused", async () => {
    const sample = await box.server.sample();
    expect(sample?.rssMb).toBeGreaterThan(20);
    expect(sample?.handles).toBeGreaterThan(0);
    expect(sample?.loopDelayMs).toBeGreaterThanOrEqual(0);
    box.server.pause();
    expect(await box.server.sample()).toBe(null);
    box.server.resume();
    expect(await send("awake")).toBe(201);
  });

  it("ends by itself when told to, in spite of who watches it", async () => {
    const { exitCode } = await box.server.stop();
    expect(exitCode).toBe(0);
    expect(await box.server.sample()).toBe(null);
    await box.server.start();
  });
});
