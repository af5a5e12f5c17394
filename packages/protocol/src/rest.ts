/**
 * Everything a client may ask over REST: parameters in the path, the query, the body, and the answer with its status.
 * A route without `answer` answers 204 with no body. Sign-in redirects are not here: browsers follow them, nobody calls them.
 */
import "./in-browsers.ts";
import { z } from "zod";
import { ExchangeCode, LocalSignIn, SessionList, SignedIn, SignInOptions, Verified } from "./auth.ts";
import {
  AddMember,
  ChangeRole,
  ConversationDetails,
  ConversationList,
  ConversationPath,
  CreateDm,
  CreateGroup,
  ListQuery,
  MemberPath,
  RenameGroup,
} from "./conversations.ts";
import { ConversationId, MessageId, Rev, SessionId } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { EditMessageBody, HistoryPage, HistoryQuery, Message, MessageAck, SendMessageBody } from "./messages.ts";
import { ChangeOwnMarks, OwnMarksChanged } from "./own-marks.ts";
import { MarkReadBody, ReadMarker } from "./read-markers.ts";
import { Heads, KnownDigest, SyncBatch } from "./sync.ts";
import { Me, SearchUsersQuery, SearchUsersResult } from "./users.ts";

const MessagePath = z.object({ id: ConversationId, messageId: MessageId });
const SessionPath = z.object({ id: SessionId });
const ChangesQuery = z.strictObject({
  afterRev: z.coerce.number().pipe(Rev).default(0),
  limit: z.coerce.number().int().min(1).max(LIMITS.syncPage).default(LIMITS.syncPageDefault),
});
const HeadsQuery = z
  .strictObject({
    count: z.coerce.number(),
    idSum: z.coerce.number(),
    revSum: z.coerce.number(),
    readSum: z.coerce.number(),
    ownSum: z.coerce.number(),
  })
  .partial()
  .transform((sums) => {
    const digest = KnownDigest.required({ idSum: true }).safeParse(sums);
    return { digest: digest.success ? digest.data : undefined };
  });

export const REST = {
  "GET /auth/options": { summary: "Ways to sign in", answer: SignInOptions, status: 200 },
  "POST /auth/local": {
    summary: "Sign in by name, on a server that is only tried out",
    body: LocalSignIn,
    answer: SignedIn,
    status: 200,
  },
  "POST /auth/exchange": {
    summary: "Exchange the code of the callback redirect",
    body: ExchangeCode,
    answer: SignedIn,
    status: 200,
  },
  "POST /auth/logout": { summary: "End this session", status: 204 },
  "GET /auth/verify": { summary: "Whose session this is, and until when", answer: Verified, status: 200 },

  "GET /me": { summary: "Who I am", answer: Me, status: 200 },
  "GET /me/sessions": { summary: "My sessions", answer: SessionList, status: 200 },
  "DELETE /me/sessions": { summary: "End all my sessions but this one", status: 204 },
  "DELETE /me/sessions/:id": { summary: "End one of my sessions", params: SessionPath, status: 204 },
  "GET /users/search": {
    summary: "Find a person by exact e-mail address",
    query: SearchUsersQuery,
    answer: SearchUsersResult,
    status: 200,
  },

  "GET /conversations": {
    summary: "My conversations, the most recently active first, all or in pages",
    query: ListQuery,
    answer: ConversationList,
    status: 200,
  },
  "POST /conversations/dm": {
    summary: "Open the direct message with somebody",
    body: CreateDm,
    answer: ConversationDetails,
    status: 201,
  },
  "POST /conversations/group": { summary: "Make a group", body: CreateGroup, answer: ConversationDetails, status: 201 },
  "GET /conversations/:id": {
    summary: "A conversation with its members",
    params: ConversationPath,
    answer: ConversationDetails,
    status: 200,
  },
  "PATCH /conversations/:id": {
    summary: "Rename a group",
    params: ConversationPath,
    body: RenameGroup,
    answer: ConversationDetails,
    status: 200,
  },
  "POST /conversations/:id/members": {
    summary: "Add somebody to a group",
    params: ConversationPath,
    body: AddMember,
    answer: ConversationDetails,
    status: 201,
  },
  "PATCH /conversations/:id/members/:userId": {
    summary: "Change a member's role, or hand the group over",
    params: MemberPath,
    body: ChangeRole,
    answer: ConversationDetails,
    status: 200,
  },
  "DELETE /conversations/:id/members/:userId": {
    summary: "Remove a member, or leave",
    params: MemberPath,
    status: 204,
  },

  "GET /conversations/:id/messages": {
    summary: "A page of history",
    params: ConversationPath,
    query: HistoryQuery,
    answer: HistoryPage,
    status: 200,
  },
  "POST /conversations/:id/messages": {
    summary: "Send a message",
    params: ConversationPath,
    body: SendMessageBody,
    answer: MessageAck,
    status: 201,
  },
  "PATCH /conversations/:id/messages/:messageId": {
    summary: "Edit a message",
    params: MessagePath,
    body: EditMessageBody,
    answer: Message,
    status: 200,
  },
  "DELETE /conversations/:id/messages/:messageId": {
    summary: "Delete a message",
    params: MessagePath,
    answer: Message,
    status: 200,
  },
  "GET /conversations/:id/changes": {
    summary: "What changed since a revision",
    params: ConversationPath,
    query: ChangesQuery,
    answer: SyncBatch,
    status: 200,
  },
  "POST /conversations/:id/read": {
    summary: "Move my read marker",
    params: ConversationPath,
    body: MarkReadBody,
    answer: ReadMarker,
    status: 200,
  },
  "PATCH /conversations/:id/own": {
    summary: "Mute a conversation for myself, or mark it as unread",
    params: ConversationPath,
    body: ChangeOwnMarks,
    answer: OwnMarksChanged,
    status: 200,
  },
  "POST /conversations/:id/typing": {
    summary: "Signal that I am typing, or stopped",
    params: ConversationPath,
    body: z.strictObject({ isTyping: z.boolean() }),
    status: 204,
  },
  "GET /heads": { summary: "Compare heads", query: HeadsQuery, answer: Heads, status: 200 },
} as const satisfies Record<string, RestRoute>;

interface RestRoute {
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  answer?: z.ZodType;
  status: number;
}

export type RestName = keyof typeof REST;
type Part<R extends RestName, P extends "params" | "query" | "body" | "answer"> =
  (typeof REST)[R] extends Record<P, infer S> ? (S extends z.ZodType ? z.output<S> : undefined) : undefined;
/** What a handler gets, validated. */
export interface RestRequest<R extends RestName> {
  params: Part<R, "params">;
  query: Part<R, "query">;
  body: Part<R, "body">;
}
export type RestAnswer<R extends RestName> = Part<R, "answer">;
