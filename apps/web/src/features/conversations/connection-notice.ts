/** What the line under the header says about the connection. */
import type { ConnectionStatus } from "@oschat/client";

export interface ConnectionNotice {
  text: string;
  /** The person can ask for an attempt at once. */
  canRetry: boolean;
}

const NOTICES: Record<ConnectionStatus, ConnectionNotice | null> = {
  starting: null,
  live: null,
  stopped: null,
  "signed-out": null,
  connecting: { text: "Connecting…", canRetry: false },
  "catching-up": { text: "Catching up…", canRetry: false },
  waiting: { text: "The server can't be reached. Messages will go out when it is back.", canRetry: true },
  offline: { text: "You're offline. Messages will go out when you're back.", canRetry: false },
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
