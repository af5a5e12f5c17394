/**
 * Everything that nearly is a request, at both doors. Whatever comes, the answer is a result or a refusal of the one table, and none
 * that means the server's own fault; the server lives on, with no more memory than before. `FUZZ_RUNS` and `FUZZ_SEED` ask for more.
 */
import { request as httpRequest } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ERRORS, REST, type RestName, UP, type UpEvent, WireError } from "@oschat/protocol";
import {
  openRawConnection,
  type Person,
  type RawWebSocket,
  type Scene,
  startWorld,
  until,
  VALID_REQUESTS,
  type World,
} from "@oschat/test-kit";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nearlyContentType, nearlyJson, nearlyPath, type Schema } from "./fuzz-inputs.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 40);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);
/** More for each event, of which there are fewer. */
const EVENT_RUNS = RUNS * 4;
const MOST_GROWTH_BYTES = 64 * 2 ** 20;
const TIMEOUT_MS = 30_000 + RUNS * 200;

let world: World;
let scene: Scene;
let [ada, bob] = [] as unknown as [Person, Person];
let heapBefore: number;
const crashes: unknown[] = [];
const noteCrash = (error: unknown) => crashes.push(error);

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function usedHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

beforeAll(async () => {
  process.on("unhandledRejection", noteCrash);
  process.on("uncaughtException", noteCrash);
  world = await startWorld();
  [ada, bob] = [await world.person("Ada"), await world.person("Bob")];
  const { id } = await (await world.person("Eve")).groupWith("Fuzzed", ada, bob);
  const { messageId } = await ada.say(id, "still here");
  scene = { conversationId: id, messageId, userId: bob.id, email: bob.email, sessionId: crypto.randomUUID() };
  heapBefore = usedHeap();
});
afterAll(async () => {
  await world.stop();
  process.off("unhandledRejection", noteCrash);
  process.off("uncaughtException", noteCrash);
});

/** The address and all else as they are, without a library that would put them right. */
function ask(
  method: string,
  path: string,
  { token, type, body }: { token: string; type: string | undefined; body: string | null },
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(world.url);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(type === undefined ? {} : { "content-type": type }),
    ...(body === null ? {} : { "content-length": Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, method, path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on("error", reject);
    asked.end(body ?? undefined);
  });
}

/** A refusal has one of the table's codes, none that is the server's fault. */
function expectRefusal(answer: unknown): keyof typeof ERRORS {
  const { code } = WireError.parse(answer).error;
  expect(ERRORS[code].status).toBeLessThan(500);
  return code;
}

const settings = (numRuns: number) => ({ numRuns, seed: SEED, endOnFailure: true });

describe("what nearly is a request", () => {
  it.each(Object.keys(REST) as RestName[])(
    "{F1, F2, F6, F7, F9, F10, F11, F12} [E1] [E2] is answered or refused by %s",
    async (name) => {
      const { body: schema, query } = REST[name] as { body?: Schema; query?: Schema };
      const [method = ""] = name.split(" ");
      const { token } = await world.person("Eve");
      const inputs = fc.tuple(
        nearlyPath(VALID_REQUESTS[name](scene).path, query),
        nearlyContentType,
        schema === undefined && method === "GET" ? fc.constant(null) : nearlyJson(schema, scene),
      );
      await fc.assert(
        fc.asyncProperty(inputs, async ([path, type, body]) => {
          const { status, text } = await ask(method, path, { token, type, body });
          expect(status).toBeLessThan(500);
          if (status >= 400) expect(status).toBe(ERRORS[expectRefusal(JSON.parse(text))].status);
        }),
        settings(RUNS),
      );
    },
    TIMEOUT_MS,
  );
});

describe("what nearly is an event", () => {
  let raw: RawWebSocket;
  let count = 0;

  it.each(Object.keys(UP) as UpEvent[])(
    "{C4, C10, F1, F2, F6, F9} [E1] [E2] is answered or refused by %s",
    async (event) => {
      raw = await openRawConnection(world.url, ada);
      await fc.assert(
        fc.asyncProperty(nearlyJson(UP[event].payload, scene), async (payload) => {
          if (raw.isClosed() || raw.goodbye() !== null) {
            raw.destroy();
            raw = await openRawConnection(world.url, ada);
          }
          count += 1;
          const start = `43${count}[`;
          const heardBefore = raw.heard.length;
          raw.send(`42${count}["${event}",${payload}]`);
          const said = await until(
            () =>
              raw.heard.slice(heardBefore).find((text) => text.startsWith(start)) ??
              (raw.isClosed() || raw.goodbye() !== null ? "over" : null),
            "the event is answered, or the connection over",
          );
          if (said === "over") return;
          const [answer] = JSON.parse(said.slice(start.length - 1)) as [object];
          if ("error" in answer) expectRefusal(answer);
        }),
        settings(EVENT_RUNS),
      );
      raw.destroy();
    },
    TIMEOUT_MS,
  );
});

describe("afterwards", () => {
  it("{F9} nothing has a property that nobody gave it", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect("isAdmin" in {}).toBe(false);
  });

  it("[E2] the server is there, nothing went wrong inside, and messages arrive", async () => {
    const { id } = await ada.groupWith("Afterwards", bob);
    const socket = await bob.socket();
    const heard = new Promise((resolve) => socket.once("message:new", resolve));
    await ada.say(id, "and it goes on");
    expect(await heard).toMatchObject({ body: "and it goes on" });
    expect(crashes).toEqual([]);
  });

  it("{F6, F7} [E2] it keeps nothing of it", () => {
    expect(usedHeap() - heapBefore).toBeLessThan(MOST_GROWTH_BYTES);
  });
});
