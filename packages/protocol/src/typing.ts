/** Typing indicators: never stored, expire by themselves (P1). */
import "./in-browsers.ts";
import { z } from "zod";
import { ConversationId, UserId } from "./ids.ts";

export const TypingSignal = z.strictObject({ conversationId: ConversationId });
export type TypingSignal = z.infer<typeof TypingSignal>;

export const TypingNotice = z.object({ conversationId: ConversationId, userId: UserId, userName: z.string() });
export type TypingNotice = z.infer<typeof TypingNotice>;
