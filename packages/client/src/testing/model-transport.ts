/**
 * A device's way to the model server. Both directions of every request are hops of the network, so a test can delay, reorder,
 * lose and cut them; a request that was processed and whose answer was lost looks to the engine as one that never arrived.
 */
import {
  type ChangeOwnMarks,
  type DownEvent,
  type DownPayload,
  Refusal,
  type UpAnswer,
  type UpEvent,
  type UpPayload,
} from "@oschat/protocol";
import { ConnectionLost, type SocketConnection, type SocketHandlers, type Transport } from "../transport.ts";
import type { ModelServer } from "./model-server.ts";
import type { Network } from "./network.ts";

interface Connection {
  readonly name: string;
  readonly handlers: SocketHandlers;
  readonly pending: Set<(error: Error) => void>;
}

type UpHandlers = { [E in UpEvent]: (payload: UpPayload<E>) => UpAnswer<E> };

export class Device implements Transport {
  /** No connection comes up and no request gets through. */
  isUnreachable = false;
  /** The socket stays up, but nothing gets through it (half open). */
  isHalfOpen = false;
  /** What the server says to a handshake instead of letting it in. */
  refusal: string | null = null;
  /** Each request that reached the server, oldest first. */
  readonly seen: string[] = [];
  /** Refusals to give to the next requests of an event. */
  readonly refuseNext: { event: UpEvent; refusal: Refusal }[] = [];
  #connection: Connection | null = null;
  /** How each REST call that waits for its answer fails, by channel. */
  readonly #calls = new Map<string, (error: Error) => void>();
  #count = 0;

  constructor(
    readonly name: string,
    readonly userId: string,
    private readonly server: ModelServer,
    private readonly network: Network,
  ) {}

  get isConnected(): boolean {
    return this.#connection !== null;
  }

  open(handlers: SocketHandlers): SocketConnection {
    this.#count += 1;
    const connection: Connection = { name: `${this.name}/socket-${this.#count}`, handlers, pending: new Set() };
    this.network.post(`${connection.name}/handshake`, () => this.#shakeHands(connection));
    return {
      request: (event, payload) => this.#request(connection, event, payload),
      notify: (event) => {
        this.seen.push(event);
      },
      close: () => this.#forget(connection),
    };
  }

  /** Breaks the connection, and loses what is on it. */
  cut(): void {
    const connection = this.#connection;
    if (connection === null) return;
    this.#forget(connection);
    connection.handlers.onClose({ refused: null });
  }

  /** Makes every request that waits for an answer time out. */
  timeOut(): void {
    const connection = this.#connection;
    if (connection === null) return;
    this.network.cut(`${connection.name}/`);
    for (const fail of [...connection.pending]) fail(new ConnectionLost("No answer came."));
  }

  /** Loses every REST call that is on its way, or its answer. */
  loseCalls(): void {
    this.network.cut(`${this.name}/http-`);
    for (const fail of this.#calls.values()) fail(new ConnectionLost("The call was lost."));
  }

  /** Sends an event of the server down the connection, if there is one. */
  push<E extends DownEvent>(channel: string, event: E, payload: DownPayload<E>): void {
    const connection = this.#connection;
    if (connection === null || this.isHalfOpen) return;
    this.network.post(`${connection.name}/${channel}`, () => connection.handlers.onEvent(event, payload));
  }

  http(method: string, path: string, body?: unknown): Promise<unknown> {
    this.#count += 1;
    const channel = `${this.name}/http-${this.#count}`;
    const answered = new Promise((resolve, reject) => {
      this.#calls.set(channel, reject);
      this.network.post(channel, () => {
        if (this.isUnreachable) return reject(new ConnectionLost("Unreachable."));
        this.seen.push(`${method} ${path}`);
        const answer = settle(() => this.#rest(method, path, body));
        this.network.post(`${channel}/answer`, () =>
          answer.error === null ? resolve(answer.value) : reject(answer.error),
        );
      });
    });
    return answered.finally(() => this.#calls.delete(channel));
  }

  #shakeHands(connection: Connection): void {
    if (this.isUnreachable || this.refusal !== null) {
      connection.handlers.onClose({ refused: this.isUnreachable ? null : this.refusal });
      return;
    }
    this.#connection = connection;
    this.push("handshake", "ready", {
      userId: this.userId,
      sessionId: "session",
      epoch: this.server.data.epoch,
      serverTime: new Date(0).toISOString(),
    });
  }

  #forget(connection: Connection): void {
    if (this.#connection === connection) this.#connection = null;
    this.network.cut(`${connection.name}/`);
    for (const fail of [...connection.pending]) fail(new ConnectionLost("The connection was cut."));
  }

  #request<E extends UpEvent>(connection: Connection, event: E, payload: UpPayload<E>): Promise<UpAnswer<E>> {
    this.#count += 1;
    const channel = `${connection.name}/request-${this.#count}-${event}`;
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        connection.pending.delete(fail);
        reject(error);
      };
      connection.pending.add(fail);
      if (this.#connection !== connection) return fail(new ConnectionLost("Not connected."));
      if (this.isHalfOpen) return;
      this.network.post(channel, () => {
        this.seen.push(event);
        const answer = settle(() => this.#answer(event, payload));
        this.network.post(`${channel}/answer`, () => {
          connection.pending.delete(fail);
          if (answer.error === null) resolve(answer.value);
          else reject(answer.error);
        });
      });
    });
  }

  #answer<E extends UpEvent>(event: E, payload: UpPayload<E>): UpAnswer<E> {
    const planned = this.refuseNext.findIndex((refuse) => refuse.event === event);
    const [refuse] = planned < 0 ? [] : this.refuseNext.splice(planned, 1);
    if (refuse !== undefined) throw refuse.refusal;
    const handle: UpHandlers[E] = this.#handlers[event];
    return handle(payload);
  }

  readonly #handlers: UpHandlers = {
    "message:send": ({ conversationId, clientMsgId, body }) =>
      this.server.send(this.userId, conversationId, clientMsgId, body),
    "message:edit": ({ conversationId, messageId, body }) =>
      this.server.edit(this.userId, conversationId, messageId, body),
    "message:delete": ({ conversationId, messageId }) => this.server.remove(this.userId, conversationId, messageId),
    "sync:request": ({ conversationId, afterRev = 0, limit = 100 }) =>
      this.server.changes(this.userId, conversationId, afterRev, limit),
    "sync:heads": ({ digest }) => this.server.heads(this.userId, digest),
    "read:mark": ({ conversationId, seq }) => this.server.markRead(this.userId, conversationId, seq),
    "typing:start": () => ({}),
    "typing:stop": () => ({}),
  };

  #rest(method: string, path: string, body: unknown): unknown {
    const [route = "", query = ""] = path.split("?");
    const [collection, id = "", part, memberId = ""] = route.slice(1).split("/");
    const given = (body ?? {}) as { email?: string; title?: string; memberEmails?: string[] };
    const userOf = (email = "") => email.replace("@example.org", "");
    if (collection === "me") return this.server.me(this.userId);
    if (collection !== "conversations") throw new Refusal("not_found");
    const parameters = new URLSearchParams(query);
    if (method === "GET" && id === "") {
      return this.server.listInPages(this.userId, Number(parameters.get("limit")), parameters.get("before"));
    }
    if (method === "GET" && part === "messages") {
      return this.server.history(this.userId, id, Object.fromEntries(parameters));
    }
    if (method === "GET") return this.server.details(this.userId, id);
    if (id === "dm") return this.server.createDm(this.userId, userOf(given.email));
    if (id === "group") {
      return this.server.createGroup(this.userId, given.title ?? "", (given.memberEmails ?? []).map(userOf));
    }
    if (method === "POST" && part === "members") return this.#add(id, userOf(given.email));
    if (method === "PATCH" && part === "own") {
      return this.server.changeOwnMarks(this.userId, id, (body ?? {}) as ChangeOwnMarks);
    }
    if (method === "PATCH")
      return this.server.administer(this.userId, id, { type: "renamed", title: given.title ?? "" });
    if (method === "DELETE" && part === "members") {
      const type = memberId === this.userId ? "member_left" : "member_removed";
      this.server.administer(this.userId, id, { type, userId: memberId, name: memberId });
      return undefined;
    }
    throw new Refusal("not_found");
  }

  #add(id: string, userId: string): unknown {
    if (this.server.membersOf(id).some((member) => member.id === userId)) throw new Refusal("already_member");
    const { name, avatarUrl } = this.server.me(userId);
    return this.server.administer(this.userId, id, { type: "member_added", userId, name, avatarUrl, role: "member" });
  }
}

/** What the server answers, fixed at the moment the request arrives. */
function settle<T>(handle: () => T): { value: T; error: null } | { value: null; error: Error } {
  try {
    return { value: handle(), error: null };
  } catch (error) {
    if (error instanceof Refusal) return { value: null, error };
    throw error;
  }
}
