/** Identifiers on the wire. All are lower-case UUIDs; clients choose `clientMsgId`, the server makes all others. */
import "./in-browsers.ts";
import { z } from "zod";

const uuid = z.guid("must be a UUID").toLowerCase();

export const UserId = uuid;
export const ConversationId = uuid;
export const MessageId = uuid;
export const SessionId = uuid;
/** Chosen by the client for one message and kept through every retry (I1). */
export const ClientMsgId = uuid;

/** A place in a conversation: 1, 2, 3 … (O1). */
export const Seq = z.int().min(1);
/** A conversation's revision; 0 before its first change (O1). */
export const Rev = z.int().min(0);
/** ISO 8601 in UTC with milliseconds. */
export const Timestamp = z.string();
