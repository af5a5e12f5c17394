/** A group with everyone who may ask about it, each with what they have to show for themselves, at both doors. */
import { WireError } from "@oschat/protocol";
import { type HttpAnswer, type Person, requestJson, type Scene, type World } from "@oschat/test-kit";
import { io, type Socket } from "socket.io-client";
import type { ActorName } from "./access-expectations.ts";

const EVIL = "https://evil.example";

/** What somebody shows for themselves. */
interface Credential {
  token?: string;
  headers?: Record<string, string>;
}

export interface Asker {
  request(method: string, path: string, body?: object | undefined): Promise<HttpAnswer>;
  /** The answer to an event, or the refusal of the connection it would have come over. */
  ask(event: string, payload: object): Promise<unknown>;
}

export interface Stage {
  /** The group, a message of its owner, a member without a role, and somebody outside. */
  scene: Scene;
  askers: Record<ActorName, Asker>;
  /** Everything that is stored about the group. */
  stored(): Promise<unknown>;
  leave(): void;
}

const CAST = ["Olga", "Adam", "Mona", "Fred", "Sten", "Tina", "Nick"];

/**
 * Sets a fresh group up.
 *
 * @param family whose members it is about, each on a session of their own
 */
export async function setStage(world: World, family: string): Promise<Stage> {
  const signIn = (name: string) => world.person(`${name} ${family}`);
  const people = (await Promise.all(CAST.map(signIn))) as [Person, Person, Person, Person, Person, Person, Person];
  const [owner, admin, member, former, stranger, target, newcomer] = people;
  const revoked = await signIn("Olga");
  const { id } = await owner.groupWith("A group", admin, member, former, target);
  const { messageId } = await owner.say(id, "the owner's");
  const membership = (person: Person) => `/conversations/${id}/members/${person.id}`;
  await owner.call("PATCH /conversations/:id/members/:userId", membership(admin), { role: "admin" });
  await owner.call("DELETE /conversations/:id/members/:userId", membership(former));
  await revoked.call("POST /auth/logout", "/auth/logout");
  const open: Socket[] = [];
  const by = (credential: Credential) => createAsker(world.url, credential, open);
  return {
    scene: {
      conversationId: id,
      messageId,
      userId: target.id,
      email: newcomer.email,
      sessionId: target.sessionId,
    },
    askers: {
      owner: by(owner),
      admin: by(admin),
      member: by(member),
      former: by(former),
      stranger: by(stranger),
      anonymous: by({}),
      revoked: by(revoked),
      elsewhere: by({ headers: { cookie: `oschat_session=${owner.token}`, origin: EVIL } }),
    },
    stored: () => readGroup(world, id),
    leave() {
      for (const socket of open) socket.disconnect();
    },
  };
}

async function readGroup({ database: { db } }: World, id: string): Promise<unknown> {
  const [conversations, members, messages] = await Promise.all([
    db.selectFrom("conversations").selectAll().where("id", "=", id).execute(),
    db.selectFrom("conversation_members").selectAll().where("conversation_id", "=", id).orderBy("user_id").execute(),
    db.selectFrom("messages").selectAll().where("conversation_id", "=", id).orderBy("seq").execute(),
  ]);
  return { conversations, members, messages };
}

function createAsker(url: string, { token, headers = {} }: Credential, open: Socket[]): Asker {
  let connecting: Promise<Socket> | undefined;
  return {
    request: (method, path, body) =>
      requestJson(url, method, path, { headers, ...(body && { body }), ...(token && { token }) }),
    async ask(event, payload) {
      if (headers.origin === EVIL) return refusalOfConnection(url, headers);
      connecting ??= connect(url, token, open);
      try {
        return await (await connecting).timeout(10_000).emitWithAck(event, payload);
      } catch (error) {
        return { error: (error as { data?: unknown }).data };
      }
    },
  };
}

function connect(url: string, token: string | undefined, open: Socket[]): Promise<Socket> {
  const auth = token === undefined ? {} : { token };
  const socket = io(url, { auth, transports: ["websocket"], forceNew: true, reconnection: false });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.once("ready", () => resolve(socket));
    socket.once("connect_error", reject);
  });
}

/** Over long polling, where a browser is told why. */
async function refusalOfConnection(url: string, headers: Record<string, string>): Promise<unknown> {
  const answer = await requestJson(url, "GET", "/socket.io/?EIO=4&transport=polling", { headers });
  const { message = "" } = answer.body as { message?: string };
  const [code = ""] = message.split(":");
  return { error: { code, message, retryable: false } };
}

/** The code of a refusal; null for a result. */
export function codeOf(answer: unknown): string | null {
  const refusal = WireError.safeParse(answer);
  return refusal.success ? refusal.data.error.code : null;
}
