/**
 * An identity provider that does as the standard says except where the test tells it to lie. Without a lie it signs people in,
 * so that a refusal is due to the lie alone.
 */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Claims = Record<string, unknown>;

/** Each lie replaces one honest answer. */
export interface Lies {
  /** The whole provider fails. */
  isDown?: boolean;
  /** The keys with which ID tokens are signed. */
  jwks?(honest: Record<string, unknown>): Record<string, unknown>;
  discovery?(honest: Record<string, unknown>): Record<string, unknown>;
  /** The query with which the browser is sent back. */
  answer?(honest: URLSearchParams): URLSearchParams;
  claims?(honest: Claims): Claims;
  idToken?(honest: string, claims: Claims): string | Promise<string>;
}

export interface HostileIdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Replaces all lies told before. */
  lie(lies: Lies): void;
  /** What the ID token says unless it lies. */
  signInAs(person: Claims): void;
  /** How often it was asked for its keys. */
  jwksAsked(): number;
  stop(): Promise<void>;
}

interface Question {
  nonce: string;
  challenge: string;
}

export async function startHostileIdentityProvider(): Promise<HostileIdentityProvider> {
  const clientId = "oschat-test";
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = "only";
  const questions = new Map<string, Question>();
  const keys = { keys: [{ ...publicKey.export({ format: "jwk" }), alg: "RS256", use: "sig", kid }] };
  let jwksAsked = 0;
  let lies: Lies = {};
  let person: Claims = { sub: "nobody" };
  const server = createServer((request, response) => {
    route(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    if (lies.isDown) return void response.writeHead(500).end();
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return sendJson(response, lies.discovery?.(discovery(issuer)) ?? discovery(issuer));
      case "/jwks":
        jwksAsked += 1;
        return sendJson(response, lies.jwks?.(keys) ?? keys);
      case "/authorize":
        return authorize(url.searchParams, response);
      case "/token":
        return sendJson(response, await tokenAnswer(await bodyOf(request)));
      default:
        return void response.writeHead(404).end();
    }
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const code = crypto.randomUUID();
    questions.set(code, { nonce: query.get("nonce") ?? "", challenge: query.get("code_challenge") ?? "" });
    const honest = new URLSearchParams({ code, state: query.get("state") ?? "", iss: issuer });
    const back = new URL(query.get("redirect_uri") ?? "");
    back.search = (lies.answer?.(honest) ?? honest).toString();
    response.writeHead(302, { location: back.href }).end();
  }

  async function tokenAnswer(body: URLSearchParams): Promise<Record<string, unknown>> {
    const question = questions.get(body.get("code") ?? "");
    const isProven = question?.challenge === (await challengeOf(body.get("code_verifier") ?? ""));
    if (question === undefined || !isProven) return { error: "invalid_grant" };
    const now = Math.floor(Date.now() / 1_000);
    const honest: Claims = {
      iss: issuer,
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce: question.nonce,
      ...person,
    };
    const claims = lies.claims?.(honest) ?? honest;
    const token = signToken({ alg: "RS256", kid }, claims, privateKey);
    return { access_token: "unused", token_type: "Bearer", id_token: (await lies.idToken?.(token, claims)) ?? token };
  }

  return {
    issuer,
    clientId,
    clientSecret: "a secret between the two",
    lie(told) {
      lies = told;
    },
    signInAs(next) {
      person = next;
    },
    jwksAsked: () => jwksAsked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A JWT as anybody can make it: signed with RS256 by a private key, with HS256 by a text, or by nobody. */
export function signToken(header: object, claims: Claims, key: KeyObject | string | null): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const content = `${encode(header)}.${encode(claims)}`;
  if (key === null) return `${content}.`;
  const signature =
    typeof key === "string"
      ? createHmac("sha256", key).update(content).digest()
      : sign("sha256", Buffer.from(content), key);
  return `${content}.${signature.toString("base64url")}`;
}

function discovery(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    authorization_response_iss_parameter_supported: true,
  };
}

function sendJson(response: ServerResponse, body: Record<string, unknown>): void {
  const status = "error" in body ? 400 : 200;
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return Buffer.from(digest).toString("base64url");
}
