/** Plain requests, with `fetch`. A refusal is told apart from a server that cannot be reached. */
import { ERRORS, type ErrorCode, Refusal, type RefusalDetails } from "@oschat/protocol";
import { ConnectionLost, type Transport } from "../transport.ts";

const TIMEOUT_MS = 15_000;

export interface ServerAddress {
  /** Where the server is, without a slash at the end; empty for the page's own origin. */
  baseUrl: string;
  /** A bearer token, for programs. */
  token?: string;
  /** Send the session cookie, for browsers. */
  credentials?: boolean;
}

/** Turns the body of a refusal into a {@link Refusal}; null when it is none that this client knows. */
export function refusalFrom(body: unknown): Refusal | null {
  const error = fieldsOf(fieldsOf(body)?.error);
  if (error === null || typeof error.code !== "string" || !Object.hasOwn(ERRORS, error.code)) return null;
  const { message, retryAfterMs } = error;
  const fields = fieldsOf(error.fields);
  return new Refusal(error.code as ErrorCode, {
    ...(typeof message === "string" ? { message } : {}),
    ...(typeof retryAfterMs === "number" ? { retryAfterMs } : {}),
    ...(fields === null ? {} : { fields: fields as NonNullable<RefusalDetails["fields"]> }),
  });
}

/** Read by hand: the schemas are several times as large as everything else that connecting needs. */
function fieldsOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}

export function fetchHttp({ baseUrl, token, credentials = false }: ServerAddress): Transport["http"] {
  return async (method, path, body) => {
    const response = await reach(`${baseUrl}${path}`, {
      method,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      credentials: credentials ? "include" : "same-origin",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return response.body;
    const refusal = refusalFrom(response.body);
    if (refusal !== null) throw refusal;
    throw new ConnectionLost(`The server answered ${response.status} without saying why.`);
  };
}

async function reach(url: string, init: RequestInit): Promise<{ ok: boolean; status: number; body: unknown }> {
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    return { ok: response.ok, status: response.status, body: text === "" ? undefined : parseJson(text, response.ok) };
  } catch (error) {
    throw new ConnectionLost("The server could not be reached.", { cause: error });
  }
}

/** A proxy in between may answer an error with a page of HTML. */
function parseJson(text: string, isExpected: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (isExpected) throw error;
    return undefined;
  }
}
