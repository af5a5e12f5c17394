/**
 * Requests to the server outside the engine: sign-in, sessions. One typed function over the protocol's REST table; the
 * browser's session cookie says who asks.
 */
import { ConnectionLost } from "@oschat/client";
import { isWireError, REST, Refusal, type RestAnswer, type RestName } from "@oschat/protocol";

/** The server's origin: empty (the same as the page's) unless a development server says otherwise. */
export const API_BASE = process.env.NEXT_PUBLIC_API_URL ?? "";

const TIMEOUT_MS = 15_000;

interface RequestParts {
  /** Values of the `:names` in the path. */
  params?: Record<string, string>;
  body?: unknown;
}

/** Resolves with the answer; rejects with a `Refusal` or, when the outcome is not known, `ConnectionLost`. */
export async function request<R extends RestName>(name: R, parts: RequestParts = {}): Promise<RestAnswer<R>> {
  const [method, pattern] = name.split(" ") as [string, string];
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(parts.params?.[key] ?? ""));
  const answer = await ask(API_BASE + path, {
    method,
    credentials: "include",
    ...(parts.body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(parts.body) }),
  });
  const route = REST[name];
  return ("answer" in route ? route.answer.parse(answer) : undefined) as RestAnswer<R>;
}

async function ask(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    text = await response.text();
  } catch {
    throw new ConnectionLost("no answer from the server");
  }
  const answer = parseJson(text);
  if (response.ok) return answer;
  if (!isWireError(answer)) throw new ConnectionLost(`unexpected answer ${response.status}`);
  const { code, message, retryAfterMs, fields } = answer.error;
  throw new Refusal(code, {
    message,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(fields === undefined ? {} : { fields }),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
