/**
 * For every route and every event, a request that is valid in a scene. Whether it is allowed there is for the server to say. A new
 * route or event does not compile until it is known here how to ask for it.
 */
import type { RestName, UpEvent, UpPayload } from "@oschat/protocol";

/** What requests are about. */
export interface Scene {
  conversationId: string;
  messageId: string;
  /** Somebody in the conversation. */
  userId: string;
  /** Somebody who has an account, and is not in the conversation. */
  email: string;
  sessionId: string;
}

export interface ValidRequest {
  path: string;
  body?: object;
}

export const VALID_REQUESTS: { readonly [R in RestName]: (scene: Scene) => ValidRequest } = {
  "GET /auth/options": () => ({ path: "/auth/options" }),
  "POST /auth/local": () => ({ path: "/auth/local", body: { name: "Nora", email: "nora@example.com" } }),
  "POST /auth/exchange": () => ({ path: "/auth/exchange", body: { code: "a-code-that-nobody-was-given" } }),
  "POST /auth/logout": () => ({ path: "/auth/logout" }),
  "GET /auth/verify": () => ({ path: "/auth/verify" }),
  "GET /me": () => ({ path: "/me" }),
  "GET /me/sessions": () => ({ path: "/me/sessions" }),
  "DELETE /me/sessions": () => ({ path: "/me/sessions" }),
  "DELETE /me/sessions/:id": ({ sessionId }) => ({ path: `/me/sessions/${sessionId}` }),
  "GET /users/search": ({ email }) => ({ path: `/users/search?email=${encodeURIComponent(email)}` }),
  "GET /conversations": () => ({ path: "/conversations?limit=10" }),
  "POST /conversations/dm": ({ email }) => ({ path: "/conversations/dm", body: { email } }),
  "POST /conversations/group": ({ email }) => ({
    path: "/conversations/group",
    body: { title: "Another group", memberEmails: [email] },
  }),
  "GET /conversations/:id": ({ conversationId }) => ({ path: `/conversations/${conversationId}` }),
  "PATCH /conversations/:id": ({ conversationId }) => ({
    path: `/conversations/${conversationId}`,
    body: { title: "Another title" },
  }),
  "POST /conversations/:id/members": ({ conversationId, email }) => ({
    path: `/conversations/${conversationId}/members`,
    body: { email },
  }),
  "PATCH /conversations/:id/members/:userId": ({ conversationId, userId }) => ({
    path: `/conversations/${conversationId}/members/${userId}`,
    body: { role: "admin" },
  }),
  "DELETE /conversations/:id/members/:userId": ({ conversationId, userId }) => ({
    path: `/conversations/${conversationId}/members/${userId}`,
  }),
  "GET /conversations/:id/messages": ({ conversationId, messageId }) => ({
    path: `/conversations/${conversationId}/messages?around=${messageId}&limit=10`,
  }),
  "POST /conversations/:id/messages": ({ conversationId }) => ({
    path: `/conversations/${conversationId}/messages`,
    body: { clientMsgId: crypto.randomUUID(), body: "over REST" },
  }),
  "PATCH /conversations/:id/messages/:messageId": ({ conversationId, messageId }) => ({
    path: `/conversations/${conversationId}/messages/${messageId}`,
    body: { body: "edited over REST" },
  }),
  "DELETE /conversations/:id/messages/:messageId": ({ conversationId, messageId }) => ({
    path: `/conversations/${conversationId}/messages/${messageId}`,
  }),
  "GET /conversations/:id/changes": ({ conversationId }) => ({
    path: `/conversations/${conversationId}/changes?afterRev=0&limit=10`,
  }),
  "POST /conversations/:id/read": ({ conversationId }) => ({
    path: `/conversations/${conversationId}/read`,
    body: { seq: 1 },
  }),
  "PATCH /conversations/:id/own": ({ conversationId }) => ({
    path: `/conversations/${conversationId}/own`,
    body: { muted: true, unreadFrom: 1 },
  }),
  "POST /conversations/:id/typing": ({ conversationId }) => ({
    path: `/conversations/${conversationId}/typing`,
    body: { isTyping: true },
  }),
  "GET /heads": () => ({ path: "/heads?count=0&idSum=0&revSum=0&readSum=0&ownSum=0" }),
};

export const VALID_PAYLOADS: { readonly [E in UpEvent]: (scene: Scene) => UpPayload<E> } = {
  "message:send": ({ conversationId }) => ({
    conversationId,
    clientMsgId: crypto.randomUUID(),
    body: "over the socket",
  }),
  "message:edit": ({ conversationId, messageId }) => ({ conversationId, messageId, body: "edited over the socket" }),
  "message:delete": ({ conversationId, messageId }) => ({ conversationId, messageId }),
  "sync:request": ({ conversationId }) => ({ conversationId, afterRev: 0, limit: 10 }),
  "sync:heads": () => ({ digest: { count: 0, idSum: 0, revSum: 0, readSum: 0, ownSum: 0 } }),
  "read:mark": ({ conversationId }) => ({ conversationId, seq: 1 }),
  "typing:start": ({ conversationId }) => ({ conversationId }),
  "typing:stop": ({ conversationId }) => ({ conversationId }),
};
