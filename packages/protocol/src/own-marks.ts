/** What I alone see of a conversation, on all my devices: whether it is muted, and from where I marked it as unread (R2). */
import "./in-browsers.ts";
import { z } from "zod";
import { ConversationId, Rev, Seq } from "./ids.ts";

/**
 * `unreadFrom` stands beside the read marker, which never goes back: what counts as unread begins at the lower of the two.
 * `ownRev` grows with every change of these; its values mean nothing else.
 */
export const OwnMarks = z.object({ muted: z.boolean(), unreadFrom: Seq.nullable(), ownRev: Rev });
export type OwnMarks = z.infer<typeof OwnMarks>;

/** What is left out stays as it is. */
export const ChangeOwnMarks = z
  .strictObject({ muted: z.boolean().optional(), unreadFrom: Seq.nullable().optional() })
  .refine(({ muted, unreadFrom }) => muted !== undefined || unreadFrom !== undefined, "give muted or unreadFrom");
export type ChangeOwnMarks = z.infer<typeof ChangeOwnMarks>;

/** The marks after a change, and how many messages count as unread by them. */
export const OwnMarksChanged = OwnMarks.extend({ conversationId: ConversationId, unread: z.int().min(0) });
export type OwnMarksChanged = z.infer<typeof OwnMarksChanged>;
