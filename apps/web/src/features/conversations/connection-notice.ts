/** What the line under the header says about the connection. */
import type { ConnectionStatus } from "@oschat/client";
import { text } from "../../language/index.ts";

export interface ConnectionNotice {
  text: string;
  /** The person can ask for an attempt at once. */
  canRetry: boolean;
}

function noticeOf(status: ConnectionStatus): ConnectionNotice | null {
  switch (status) {
    case "connecting":
      return { text: text("conversations.connecting"), canRetry: false };
    case "catching-up":
      return { text: text("conversations.catchingUp"), canRetry: false };
    case "waiting":
      return { text: text("conversations.unreachable"), canRetry: true };
    case "offline":
      return { text: text("conversations.offline"), canRetry: false };
    default:
      return null;
  }
}

/** An attempt to connect is under way. */
export function isTrying(status: ConnectionStatus): boolean {
  return status === "connecting" || status === "catching-up";
}

/**
 * The notice after `shown`; null when there is nothing to say. An attempt changes no words: they would change with every
 * one, and be read out each time.
 */
export function noticeAfter(shown: ConnectionNotice | null, status: ConnectionStatus): ConnectionNotice | null {
  return isTrying(status) && shown !== null ? shown : noticeOf(status);
}
