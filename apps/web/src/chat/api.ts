/**
 * Requests to the server outside the engine: sign-in, sessions. One typed function over the protocol's REST table; the
 * browser's session cookie says who asks.
 */
import { fetchHttp } from "@oschat/client";
import type { RestAnswer, RestName } from "@oschat/protocol";
import { lateSocket } from "./late-socket.ts";

/** The server's origin: empty (the same as the page's) unless a development server says otherwise. */
export const API_BASE = process.env.NEXT_PUBLIC_API_URL ?? "";

const ADDRESS = { baseUrl: API_BASE, credentials: true };

async function loadSocket() {
  return (await import("@oschat/client/socket-io")).socketIoTransport(ADDRESS);
}

/** The way to the server, for the engine and for plain requests. */
export const transport = lateSocket(fetchHttp(ADDRESS), loadSocket);

/** A connection will be wanted soon. */
export function prepareToConnect(): void {
  loadSocket().catch(() => undefined);
}

type Method = Parameters<typeof transport.http>[0];

interface RequestParts {
  /** Values of the `:names` in the path. */
  params?: Record<string, string>;
  body?: unknown;
}

/** Resolves with the answer, as the server gave it; rejects with a `Refusal` or, when the outcome is not known, `ConnectionLost`. */
export async function request<R extends RestName>(
  name: R,
  { params, body }: RequestParts = {},
): Promise<RestAnswer<R>> {
  const [method, pattern] = name.split(" ") as [Method, string];
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ""));
  return (await transport.http(method, path, body)) as RestAnswer<R>;
}
