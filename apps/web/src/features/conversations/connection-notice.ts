/** What the line under the header says about the connection. */
import type { ConnectionStatus } from "@oschat/client";
import type { TextKey } from "../../language/index.ts";

export interface ConnectionNotice {
  text: TextKey;
  /** The person can ask for an attempt at once. */
  canRetry: boolean;
}

/** One object for each, so that the same notice is the same to whoever compares. */
const NOTICES: Record<ConnectionStatus, ConnectionNotice | null> = {
  starting: null,
  live: null,
  stopped: null,
  "signed-out": null,
  connecting: { text: "conversations.connecting", canRetry: false },
  "catching-up": { text: "conversations.catchingUp", canRetry: false },
  waiting: { text: "conversations.unreachable", canRetry: true },
  offline: { text: "conversations.offline", canRetry: false },
};

/** An attempt to connect is under way. */
export function isTrying(status: ConnectionStatus): boolean {
  return status === "connecting" || status === "catching-up";
}

/**
 * The notice after `shown`; null when there is nothing to say. An attempt changes no words: they would change with every
 * one, and be read out each time.
 */
export function noticeAfter(shown: ConnectionNotice | null, status: ConnectionStatus): ConnectionNotice | null {
  return isTrying(status) && shown !== null ? shown : NOTICES[status];
}
