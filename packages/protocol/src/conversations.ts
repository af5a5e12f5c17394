/** Conversations: direct messages and groups, their members and roles. */
import "./in-browsers.ts";
import { z } from "zod";
import { ConversationId, Rev, Timestamp, UserId } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Message, Role } from "./messages.ts";
import { OwnMarks } from "./own-marks.ts";
import { lineOfText } from "./safe-text.ts";

import { Email, Person } from "./users.ts";

export const ConversationType = z.enum(["dm", "group"]);
export type ConversationType = z.infer<typeof ConversationType>;

/**
 * One row of somebody's conversation list, at revision `lastRev`. `title` is null for a direct message, which carries the
 * other person in `peer`. `unread` is exact up to 99; 100 means more than that. What only its owner sees: {@link OwnMarks}.
 */
export const ConversationSummary = z.object({
  id: ConversationId,
  type: ConversationType,
  title: z.string().nullable(),
  peer: Person.nullable(),
  memberCount: z.int(),
  role: Role,
  lastSeq: z.int().min(0),
  lastRev: Rev,
  lastReadSeq: z.int().min(0),
  unread: z.int().min(0),
  ...OwnMarks.shape,
  lastMessage: Message.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

export const Member = Person.extend({
  role: Role,
  joinedAt: Timestamp,
  lastReadSeq: z.int().min(0),
  lastSeenAt: Timestamp.nullable(),
  lastSeenMessageId: z.string().nullable(),
});
export type Member = z.infer<typeof Member>;

/** A summary with everyone in it, both at revision `lastRev`. Members are ordered by join time. */
export const ConversationDetails = ConversationSummary.extend({ members: z.array(Member) });
export type ConversationDetails = z.infer<typeof ConversationDetails>;

/**
 * A place in somebody's list, which is ordered by time in milliseconds, the newest first, then by id: that of the last row of a
 * page. Opaque to clients, who get it as `next`. The first four digits are a year there was.
 */
export const ListCursor = z
  .templateLiteral([z.iso.datetime({ precision: 3 }), "_", z.guid()], "must be the `next` of a page")
  .refine((cursor) => !cursor.startsWith("0000"), "must be the `next` of a page")
  .transform((cursor) => {
    const [updatedAt = "", id = ""] = cursor.split("_");
    return { updatedAt, id };
  });
export type ListCursor = z.infer<typeof ListCursor>;
export const listCursor = ({ updatedAt, id }: ListCursor): string => `${updatedAt}_${id}`;

/** Without a `limit`, all that come after `before`. */
export const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LIMITS.listPage).optional(),
  before: ListCursor.optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

/**
 * A page of the list. `next` asks for the one after it, as `before`; null when there is none. `epoch` is the server's when the
 * page was read, or before (S6).
 */
export const ConversationList = z.object({
  conversations: z.array(ConversationSummary),
  next: z.string().nullable(),
  epoch: z.string(),
});
export type ConversationList = z.infer<typeof ConversationList>;

export const Title = lineOfText(LIMITS.titleCodePoints);
export const CreateDm = z.strictObject({ email: Email });
export const CreateGroup = z.strictObject({ title: Title, memberEmails: z.array(Email).max(LIMITS.initialMembers) });
export const RenameGroup = z.strictObject({ title: Title });
export const AddMember = z.strictObject({ email: Email });
/** `owner` hands the group over: the present owner becomes an admin. */
export const ChangeRole = z.strictObject({ role: Role });
export const ConversationPath = z.object({ id: ConversationId });
export const MemberPath = z.object({ id: ConversationId, userId: UserId });
