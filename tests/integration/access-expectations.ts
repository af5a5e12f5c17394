/**
 * Who may do what: every route and every event x everyone who may ask. A row is a sentence about who gets in; a new route, event or
 * kind of asker does not compile until the sentence about it is written.
 */
import type { ErrorCode, RestName, UpEvent } from "@oschat/protocol";

/** Askers of a group: it has the first three as members. */
export const ACTORS = [
  "owner",
  "admin",
  "member",
  /** Was a member until just now. */
  "former",
  /** Signed in, and never in it. */
  "stranger",
  "anonymous",
  /** The owner, on a session that was ended. */
  "revoked",
  /** A page of another origin, in the owner's browser. */
  "elsewhere",
] as const;
export type ActorName = (typeof ACTORS)[number];

/** Routes that are not called but visited, and so not in the protocol's table. `/chat` and `/404` stand for the web app's pages. */
export type VisitedRoute =
  | "GET /auth/google"
  | "GET /auth/google/callback"
  | "GET /auth/oidc"
  | "GET /auth/oidc/callback"
  | "GET /livez"
  | "GET /readyz"
  | "GET /docs"
  | "GET /docs/*"
  | "GET /chat"
  | "GET /404"
  | "GET /*";

/** `redirect` leads back to the web app, which says why. */
export type Expectation = "ok" | "redirect" | ErrorCode;
export type Row = Record<ActorName, Expectation>;
export type RouteName = RestName | VisitedRoute;

const everyone = (expectation: Expectation): Row => ({
  owner: expectation,
  admin: expectation,
  member: expectation,
  former: expectation,
  stranger: expectation,
  anonymous: expectation,
  revoked: expectation,
  elsewhere: expectation,
});

const ANYONE = everyone("ok");
const SIGNED_IN: Row = { ...ANYONE, anonymous: "not_signed_in", revoked: "session_ended" };
const MEMBERS: Row = { ...SIGNED_IN, former: "not_found", stranger: "not_found" };
const OWNER_AND_ADMINS: Row = { ...MEMBERS, member: "not_allowed" };
const OWNER: Row = { ...OWNER_AND_ADMINS, admin: "not_allowed" };
/** What is somebody else's, and is about no conversation. */
const NOBODY: Row = { ...everyone("not_found"), anonymous: "not_signed_in", revoked: "session_ended" };

/** A page of another origin is not let through at all where something would happen; what it reads, its browser keeps from it. */
const changing = (row: Row): Row => ({ ...row, elsewhere: "origin_not_allowed" });

export const ROUTES: Record<RouteName, Row> = {
  "GET /auth/options": ANYONE,
  "POST /auth/local": changing(ANYONE),
  "POST /auth/exchange": changing(everyone("sign_in_failed")),
  "POST /auth/logout": changing(ANYONE),
  "GET /auth/verify": SIGNED_IN,
  "GET /me": SIGNED_IN,
  "GET /me/sessions": SIGNED_IN,
  "DELETE /me/sessions": changing(SIGNED_IN),
  /** Of somebody else. */
  "DELETE /me/sessions/:id": changing(NOBODY),
  "GET /users/search": SIGNED_IN,
  "GET /conversations": SIGNED_IN,
  "POST /conversations/dm": changing(SIGNED_IN),
  "POST /conversations/group": changing(SIGNED_IN),
  "GET /conversations/:id": MEMBERS,
  "PATCH /conversations/:id": changing(OWNER_AND_ADMINS),
  "POST /conversations/:id/members": changing(OWNER_AND_ADMINS),
  "PATCH /conversations/:id/members/:userId": changing(OWNER),
  "DELETE /conversations/:id/members/:userId": changing(OWNER_AND_ADMINS),
  "GET /conversations/:id/messages": MEMBERS,
  "POST /conversations/:id/messages": changing(MEMBERS),
  /** The owner's message. */
  "PATCH /conversations/:id/messages/:messageId": changing(OWNER),
  "DELETE /conversations/:id/messages/:messageId": changing(OWNER_AND_ADMINS),
  "GET /conversations/:id/changes": MEMBERS,
  "POST /conversations/:id/read": changing(MEMBERS),
  "PATCH /conversations/:id/own": changing(MEMBERS),
  "POST /conversations/:id/typing": changing(MEMBERS),
  "GET /heads": SIGNED_IN,

  "GET /auth/google": everyone("redirect"),
  "GET /auth/google/callback": everyone("redirect"),
  "GET /auth/oidc": everyone("redirect"),
  "GET /auth/oidc/callback": everyone("redirect"),
  "GET /livez": ANYONE,
  "GET /readyz": ANYONE,
  "GET /docs": ANYONE,
  "GET /docs/*": ANYONE,
  "GET /chat": ANYONE,
  "GET /404": ANYONE,
  "GET /*": ANYONE,
};

/** The way to a socket is open to the signed in; a page of another origin does not even get a connection. */
export const EVENTS: Record<UpEvent, Row> = {
  "message:send": changing(MEMBERS),
  "message:edit": changing(OWNER),
  "message:delete": changing(OWNER_AND_ADMINS),
  "sync:request": changing(MEMBERS),
  "sync:heads": changing(SIGNED_IN),
  "read:mark": changing(MEMBERS),
  "typing:start": changing(MEMBERS),
  "typing:stop": changing(MEMBERS),
};

/** Visiting these has effects, so that looking at their head alone is not possible. */
export const WITHOUT_HEAD: readonly RouteName[] = [
  "GET /auth/google",
  "GET /auth/google/callback",
  "GET /auth/oidc",
  "GET /auth/oidc/callback",
];
