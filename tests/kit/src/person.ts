/** A signed-in person in a test: calls the API, opens sockets, runs the real client engine. */
import { type ChatClient, createChatClient, memoryStorage, type Storage, socketIoTransport } from "@oschat/client";
import type { ConversationDetails, MessageAck, RestAnswer, RestName, SignedIn } from "@oschat/protocol";
import { io, type Socket } from "socket.io-client";

export interface HttpAnswer<T = unknown> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly token: string;
  readonly sessionId: string;
  /** A call that may fail: whatever the server answers. */
  request(method: string, path: string, body?: unknown): Promise<HttpAnswer>;
  /** A call that must succeed. `path` is the route's, with the ids filled in. */
  call<R extends RestName>(route: R, path: string, body?: unknown): Promise<RestAnswer<R>>;
  /** Sends over REST. */
  say(conversationId: string, text: string, clientMsgId?: string): Promise<MessageAck>;
  dmWith(other: Person): Promise<ConversationDetails>;
  groupWith(title: string, ...others: Person[]): Promise<ConversationDetails>;
  /** A stock Socket.IO client, connected and ready. */
  socket(options?: { url?: string; transport?: "websocket" | "polling" }): Promise<Socket>;
  /** The real engine, started; on its own memory unless given another storage. */
  client(options?: { storage?: Storage; url?: string }): Promise<ChatClient>;
}

export interface OpenThings {
  sockets: Set<Socket>;
  clients: Set<ChatClient>;
}

/** @param open where everything opened is noted, to be closed at the end */
export function createPerson(url: string, signedIn: SignedIn, open: OpenThings): Person {
  const { user, token, sessionId } = signedIn;
  const request = (method: string, path: string, body?: unknown) => requestJson(url, method, path, { body, token });

  const person: Person = {
    id: user.id,
    name: user.name,
    email: user.email,
    token,
    sessionId,
    request,
    async call<R extends RestName>(route: R, path: string, body?: unknown) {
      const [method = "GET"] = route.split(" ");
      const answer = await request(method, path, body);
      if (answer.status >= 300) throw new Error(`${route} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body as RestAnswer<R>;
    },
    say: (conversationId, text, clientMsgId = crypto.randomUUID()) =>
      person.call("POST /conversations/:id/messages", `/conversations/${conversationId}/messages`, {
        clientMsgId,
        body: text,
      }),
    dmWith: (other) => person.call("POST /conversations/dm", "/conversations/dm", { email: other.email }),
    groupWith: (title, ...others) =>
      person.call("POST /conversations/group", "/conversations/group", {
        title,
        memberEmails: others.map(({ email }) => email),
      }),
    async socket(options = {}) {
      const socket = io(options.url ?? url, {
        auth: { token },
        transports: [options.transport ?? "websocket"],
        forceNew: true,
      });
      open.sockets.add(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once("ready", () => resolve());
        socket.once("connect_error", reject);
      });
      return socket;
    },
    async client(options = {}) {
      const client = createChatClient({
        transport: socketIoTransport({ baseUrl: options.url ?? url, token }),
        storage: options.storage ?? memoryStorage(),
      });
      open.clients.add(client);
      await client.start();
      return client;
    },
  };
  return person;
}

/** A request with a JSON body, and the answer whatever it is. */
export async function requestJson(
  url: string,
  method: string,
  path: string,
  { body, token, headers = {} }: { body?: unknown; token?: string; headers?: Record<string, string> } = {},
): Promise<HttpAnswer> {
  const response = await fetch(new URL(path, url), {
    method,
    redirect: "manual",
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : parse(text), headers: response.headers };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
