/** Conversations: direct messages and groups, their members and roles. */
import { z } from "zod";
import { ConversationId, Rev, Timestamp, UserId } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Message, Role } from "./messages.ts";
import { lineOfText } from "./text.ts";
import { Email, Person } from "./users.ts";

export const ConversationType = z.enum(["dm", "group"]);
export type ConversationType = z.infer<typeof ConversationType>;

/**
 * One row of somebody's conversation list, at revision `lastRev`. `title` is null for a direct message, which carries the
 * other person in `peer`. `unread` is exact up to 99; 100 means more than that.
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

export const ConversationList = z.object({ conversations: z.array(ConversationSummary) });
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
