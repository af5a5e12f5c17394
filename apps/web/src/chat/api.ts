/**
 * Requests to the server outside the engine: sign-in, sessions. One typed function over the protocol's REST table; the
 * browser's session cookie says who asks.
 */
import { socketIoTransport } from "@oschat/client";
import { REST, type RestAnswer, type RestName } from "@oschat/protocol";

/** The server's origin: empty (the same as the page's) unless a development server says otherwise. */
export const API_BASE = process.env.NEXT_PUBLIC_API_URL ?? "";

/** The way to the server, for the engine and for plain requests. */
export const transport = socketIoTransport({ baseUrl: API_BASE, credentials: true });

type Method = Parameters<typeof transport.http>[0];

interface RequestParts {
  /** Values of the `:names` in the path. */
  params?: Record<string, string>;
  body?: unknown;
}

/** Resolves with the answer; rejects with a `Refusal` or, when the outcome is not known, `ConnectionLost`. */
export async function request<R extends RestName>(
  name: R,
  { params, body }: RequestParts = {},
): Promise<RestAnswer<R>> {
  const [method, pattern] = name.split(" ") as [Method, string];
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ""));
  const answer = await transport.http(method, path, body);
  const route = REST[name];
  return ("answer" in route ? route.answer.parse(answer) : undefined) as RestAnswer<R>;
}
