import { Refusal } from "@oschat/protocol";
import { decodeJwt, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { createSessionTokens } from "./session-tokens.ts";

const SECRET = "a secret of forty characters for a test!";
const ADA = { id: "0190a000-0000-7000-8000-000000000001", email: "ada@example.org", name: "Ada", avatarUrl: null };
const SID = "0190a000-0000-4000-8000-000000000002";
const CLAIMS = { ...ADA, sid: SID };
const key = (secret: string) => new TextEncoder().encode(secret);
const inAWeek = () => new Date(Date.now() + 7 * 24 * 3_600_000);
const tokens = createSessionTokens(SECRET);

/** Like a token of ours, except for what the test changes. */
function forge(change: {
  header?: { alg: string; typ?: string; kid?: string; b64?: boolean; crit?: string[] };
  iss?: string | null;
  iat?: Date | null;
  secret?: string;
  claims?: object;
  exp?: Date | null;
}) {
  const {
    header = { alg: "HS256", typ: "session+jwt" },
    iss = "oschat",
    iat = new Date(),
    secret = SECRET,
    claims = CLAIMS,
    exp = inAWeek(),
  } = change;
  const token = new SignJWT({ ...claims }).setProtectedHeader(header);
  if (iss !== null) token.setIssuer(iss);
  if (iat !== null) token.setIssuedAt(iat);
  if (exp !== null) token.setExpirationTime(exp);
  return token.sign(key(secret));
}

async function refusalOf(token: string): Promise<string> {
  const error = await tokens.verify(token).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`expected a refusal, got ${error}`);
  return error.code;
}

describe("session tokens", () => {
  it("{S3} carries the documented claims and comes back as the session it stands for", async () => {
    const token = await tokens.sign(ADA, SID, inAWeek());
    expect(Object.keys(decodeJwt(token)).sort()).toEqual(
      ["avatarUrl", "email", "exp", "iat", "id", "iss", "name", "sid"].sort(),
    );
    expect(decodeJwt(token)).toMatchObject(CLAIMS);
    expect(await tokens.verify(token)).toEqual({ userId: ADA.id, sessionId: SID });
  });

  it("{S4} count until they expire after the secret has changed, and no longer once it is forgotten", async () => {
    const token = await tokens.sign(ADA, SID, inAWeek());
    const changed = createSessionTokens("another secret of forty characters, too!", SECRET);
    expect(await changed.verify(token)).toEqual({ userId: ADA.id, sessionId: SID });
    const renewed = await changed.sign(ADA, SID, inAWeek());
    expect(await refusalOf(renewed)).toBe("not_signed_in");
    const forgotten = createSessionTokens("another secret of forty characters, too!");
    expect(await forgotten.verify(renewed)).toEqual({ userId: ADA.id, sessionId: SID });
    await expect(forgotten.verify(token)).rejects.toMatchObject({ code: "not_signed_in" });
  });

  it("accepts what the forger makes when it changes nothing", async () => {
    expect(await tokens.verify(await forge({}))).toEqual({ userId: ADA.id, sessionId: SID });
  });

  it("tells an expired token of ours from a foreign one", async () => {
    const anHourAgo = new Date(Date.now() - 3_600_000);
    expect(await refusalOf(await forge({ exp: anHourAgo }))).toBe("session_ended");
    expect(await refusalOf(await forge({ exp: anHourAgo, secret: "another secret of forty characters here!" }))).toBe(
      "not_signed_in",
    );
  });

  it.each([
    ["another secret", { secret: "another secret of forty characters here!" }],
    ["another algorithm", { header: { alg: "HS512", typ: "session+jwt" } }],
    ["another type", { header: { alg: "HS256", typ: "JWT" } }],
    ["no type", { header: { alg: "HS256" } }],
    ["a key of its own", { header: { alg: "HS256", typ: "session+jwt", kid: "../../dev/null" } }],
    ["another issuer", { iss: "https://accounts.google.com" }],
    ["no end", { exp: null }],
    ["no issuer", { iss: null }],
    ["no beginning", { iat: null }],
    ["an end that is no number", { exp: null, claims: { ...CLAIMS, exp: "never" } }],
    ["no session", { claims: ADA }],
    ["a session id that is none", { claims: { ...CLAIMS, sid: "1 or 1=1" } }],
  ])("refuses a token with %s", async (_, change) => {
    expect(await refusalOf(await forge(change))).toBe("not_signed_in");
  });

  it.each(["none", "None", "nOnE"])("{S3} refuses a token with the algorithm %s", async (alg) => {
    const [, payload] = (await forge({})).split(".");
    const header = Buffer.from(JSON.stringify({ alg, typ: "session+jwt" })).toString("base64url");
    expect(await refusalOf(`${header}.${payload}.`)).toBe("not_signed_in");
  });

  it("{S3} refuses an unsecured token", async () => {
    const token = new UnsecuredJWT(CLAIMS).setIssuer("oschat").setIssuedAt().setExpirationTime("1h").encode();
    expect(await refusalOf(token)).toBe("not_signed_in");
  });

  it("{S3} refuses a token whose claims were changed after signing", async () => {
    const [header, payload = "", signature] = (await forge({})).split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, id: SID })).toString("base64url");
    expect(await refusalOf(`${header}.${changed}.${signature}`)).toBe("not_signed_in");
  });

  it("refuses another spelling of a signature of ours", async () => {
    const token = await forge({});
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = alphabet[alphabet.indexOf(token.at(-1) ?? "") + 1] ?? "";
    for (const spelling of [`${token}=`, `${token} `, `${token}.`, `${token}.x`, token.slice(0, -1) + last]) {
      expect(await refusalOf(spelling)).toBe("not_signed_in");
    }
  });

  it("refuses a token that is cut short, at any place", async () => {
    const token = await forge({});
    for (let length = 0; length < token.length; length += 1) {
      expect(await refusalOf(token.slice(0, length))).toBe("not_signed_in");
    }
  });

  it.each(["", ".", "..", "a.b.c", "x".repeat(10_000), "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA"])(
    "refuses %j",
    async (token) => {
      expect(await refusalOf(token)).toBe("not_signed_in");
    },
  );
});
