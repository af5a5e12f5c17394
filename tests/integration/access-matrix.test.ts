/**
 * Who may do what, cell by cell: every route that the server really answers and every event, asked for by everyone who may ask,
 * each time in earnest. Whoever is refused is refused as the table says and changes nothing; to whom a conversation is none of
 * their business, it does not exist.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ERRORS, REST, type RestName, UP, type UpEvent } from "@oschat/protocol";
import {
  type HttpAnswer,
  type Scene,
  startWorld,
  VALID_PAYLOADS,
  VALID_REQUESTS,
  type World,
  withRegisteredRoutes,
} from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asker, codeOf, type Stage, setStage } from "./access-askers.ts";
import {
  ACTORS,
  type ActorName,
  EVENTS,
  type Expectation,
  ROUTES,
  type RouteName,
  WITHOUT_HEAD,
} from "./access-expectations.ts";

const NAMES = Object.keys(ROUTES) as RouteName[];
const EVENT_NAMES = Object.keys(EVENTS) as UpEvent[];
const LOOKED_AT = NAMES.filter((name) => name.startsWith("GET ") && !WITHOUT_HEAD.includes(name));
const ROWS = NAMES.length + EVENT_NAMES.length + LOOKED_AT.length;
const CELLS = ROWS * ACTORS.length;

const PATHS: Partial<Record<RouteName, string>> = {
  "GET /docs/*": "/docs/json",
  "GET /auth/google/callback": "/auth/google/callback?code=x&state=y",
  "GET /auth/oidc/callback": "/auth/oidc/callback?code=x&state=y",
  "GET /*": "/",
};

let webDir: string;
let world: World;
let routes: string[];
/** For those who only read: nobody changes anything on it. */
let quiet: Stage;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), "oschat-web-"));
  for (const page of ["index", "chat", "404"]) await writeFile(join(webDir, `${page}.html`), `<p>${page}</p>`);
  ({ started: world, routes } = await withRegisteredRoutes(() => startWorld({ webDir })));
  quiet = await setStage(world, "Quiet");
});
afterAll(async () => {
  quiet.leave();
  await world.stop();
  await rm(webDir, { recursive: true });
});

const isCalled = (name: string): name is RestName => Object.hasOwn(REST, name);

/** As a request for each name: its method, path and body. */
function requestFor(name: RouteName, scene: Scene): [method: string, path: string, body?: object | undefined] {
  const [method = "", url = ""] = name.split(" ");
  if (!isCalled(name)) return [method, PATHS[name] ?? url];
  const { path, body } = VALID_REQUESTS[name](scene);
  return [method, path, body];
}

function statusFor(name: string, expectation: Expectation): number {
  if (expectation === "redirect") return 302;
  if (expectation !== "ok") return ERRORS[expectation].status;
  return isCalled(name) ? REST[name].status : 200;
}

function outcomeOf(answer: unknown): Expectation {
  return (codeOf(answer) as Expectation | null) ?? "ok";
}

/** But for the id of the request. */
function withoutId(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer).replace(/"requestId":"[^"]+"/, '"requestId":""'));
}

const NOWHERE: Scene = {
  conversationId: crypto.randomUUID(),
  messageId: crypto.randomUUID(),
  userId: crypto.randomUUID(),
  email: "nick.lively@example.com",
  sessionId: crypto.randomUUID(),
};

const isReading = (name: RouteName | UpEvent) => name.startsWith("GET ") || name.startsWith("sync:");

/** Asks as everyone, each on a stage where nobody has changed anything yet. */
async function asEveryone(
  name: RouteName | UpEvent,
  check: (actor: ActorName, asker: Asker, stage: Stage) => Promise<void>,
): Promise<void> {
  for (const actor of ACTORS) {
    const stage = isReading(name) ? quiet : await setStage(world, "Lively");
    await check(actor, stage.askers[actor], stage);
    if (stage !== quiet) stage.leave();
  }
}

async function expectNothingChanged(stage: Stage, during: () => Promise<void>): Promise<void> {
  const before = await stage.stored();
  await during();
  expect(await stage.stored()).toEqual(before);
}

/** No page of another origin may read an answer. */
function expectUnreadableElsewhere({ headers }: HttpAnswer): void {
  expect(headers.get("access-control-allow-origin")).toBeNull();
}

describe(`the access matrix of ${ROWS} rows x ${ACTORS.length} actors = ${CELLS} cells`, () => {
  it("{D1} has a row for every route that Fastify answers, and no other", () => {
    const heads = LOOKED_AT.map((name) => name.replace("GET", "HEAD"));
    expect(routes.toSorted()).toEqual([...NAMES, ...heads].toSorted());
    expect(EVENT_NAMES.toSorted()).toEqual(Object.keys(UP).toSorted());
  });

  it.each(NAMES)("{D1, D2} [A2] [E1] holds for %s", async (name) => {
    await asEveryone(name, async (actor, asker, stage) => {
      const expected = ROUTES[name][actor];
      const ask = async () => {
        const answer = await asker.request(...requestFor(name, stage.scene));
        const outcome = expected === "redirect" ? "redirect" : outcomeOf(answer.body);
        expect([actor, outcome, answer.status]).toEqual([actor, expected, statusFor(name, expected)]);
        expectUnreadableElsewhere(answer);
        if (expected !== "not_found") return;
        const absent = await asker.request(...requestFor(name, NOWHERE));
        expect(withoutId(answer.body)).toEqual(withoutId(absent.body));
      };
      if (expected === "ok") await ask();
      else await expectNothingChanged(stage, ask);
    });
  });

  it.each(EVENT_NAMES)("{D1, D2, C4} [A2] [E1] holds for the event %s", async (event) => {
    await asEveryone(event, async (actor, asker, stage) => {
      const expected = EVENTS[event][actor];
      const ask = async () => {
        const answer = await asker.ask(event, VALID_PAYLOADS[event](stage.scene));
        expect([actor, outcomeOf(answer)]).toEqual([actor, expected]);
        if (expected !== "not_found") return;
        const absent = await asker.ask(event, VALID_PAYLOADS[event](NOWHERE));
        expect(withoutId(answer)).toEqual(withoutId(absent));
      };
      if (expected === "ok") await ask();
      else await expectNothingChanged(stage, ask);
    });
  });

  it("{D1} holds for those who look at heads alone", async () => {
    for (const name of LOOKED_AT) {
      const [, path] = requestFor(name, quiet.scene);
      for (const actor of ACTORS) {
        const { status } = await quiet.askers[actor].request("HEAD", path);
        expect([name, actor, status]).toEqual([name, actor, statusFor(name, ROUTES[name][actor])]);
      }
    }
    for (const name of WITHOUT_HEAD) {
      const [, path] = requestFor(name, quiet.scene);
      expect((await quiet.askers.anonymous.request("HEAD", path)).status).toBe(404);
    }
  });
});
