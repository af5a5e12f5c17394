/**
 * The connection as a pure state machine: what each event means in each state, all of them decided. It does nothing itself;
 * `stay-connected.ts` acts on the transitions.
 *
 *                    started                  ready               caught-up
 *     starting ────────────────> connecting ─────────> catching-up ─────────> live
 *        │                        ^      │                  │                   │
 *        │ started-offline  retry │      │ lost             │ lost              │ lost
 *        v                        │      v                  v                   │
 *     offline <──network-gone── waiting <───────────────────┴───────────────────┘
 *        └──network-back, retry──> connecting
 *
 *     refused, from anywhere connected: signed-out, for good.      stop, from anywhere: stopped, for good.
 */
import type { ConnectionStatus } from "./state.ts";

export type ConnectionEvent =
  | "started"
  | "started-offline"
  | "ready"
  | "caught-up"
  /** The connection closed, timed out, or never came up. */
  | "lost"
  /** The server says that the session is over. */
  | "refused"
  /** The waiting time is over, or somebody asks to try at once. */
  | "retry"
  | "network-gone"
  | "network-back"
  | "stop";

/** The state after an event; the same state means that the event changes nothing. */
export const NEXT_STATUS: Readonly<Record<ConnectionStatus, Readonly<Record<ConnectionEvent, ConnectionStatus>>>> = {
  starting: {
    started: "connecting",
    "started-offline": "offline",
    ready: "starting",
    "caught-up": "starting",
    lost: "starting",
    refused: "signed-out",
    retry: "starting",
    "network-gone": "starting",
    "network-back": "starting",
    stop: "stopped",
  },
  connecting: {
    started: "connecting",
    "started-offline": "connecting",
    ready: "catching-up",
    "caught-up": "connecting",
    lost: "waiting",
    refused: "signed-out",
    retry: "connecting",
    "network-gone": "offline",
    "network-back": "connecting",
    stop: "stopped",
  },
  "catching-up": {
    started: "catching-up",
    "started-offline": "catching-up",
    ready: "catching-up",
    "caught-up": "live",
    lost: "waiting",
    refused: "signed-out",
    retry: "catching-up",
    "network-gone": "offline",
    "network-back": "catching-up",
    stop: "stopped",
  },
  live: {
    started: "live",
    "started-offline": "live",
    ready: "live",
    "caught-up": "live",
    lost: "waiting",
    refused: "signed-out",
    retry: "live",
    "network-gone": "offline",
    "network-back": "live",
    stop: "stopped",
  },
  waiting: {
    started: "waiting",
    "started-offline": "waiting",
    ready: "waiting",
    "caught-up": "waiting",
    lost: "waiting",
    refused: "signed-out",
    retry: "connecting",
    "network-gone": "offline",
    "network-back": "connecting",
    stop: "stopped",
  },
  offline: {
    started: "offline",
    "started-offline": "offline",
    ready: "offline",
    "caught-up": "offline",
    lost: "offline",
    refused: "signed-out",
    retry: "connecting",
    "network-gone": "offline",
    "network-back": "connecting",
    stop: "stopped",
  },
  "signed-out": {
    started: "signed-out",
    "started-offline": "signed-out",
    ready: "signed-out",
    "caught-up": "signed-out",
    lost: "signed-out",
    refused: "signed-out",
    retry: "signed-out",
    "network-gone": "signed-out",
    "network-back": "signed-out",
    stop: "stopped",
  },
  stopped: {
    started: "stopped",
    "started-offline": "stopped",
    ready: "stopped",
    "caught-up": "stopped",
    lost: "stopped",
    refused: "stopped",
    retry: "stopped",
    "network-gone": "stopped",
    "network-back": "stopped",
    stop: "stopped",
  },
};

/** Whether a socket exists in this state: opened on the way in, closed on the way out. */
export const HAS_SOCKET: Readonly<Record<ConnectionStatus, boolean>> = {
  starting: false,
  connecting: true,
  "catching-up": true,
  live: true,
  waiting: false,
  offline: false,
  "signed-out": false,
  stopped: false,
};
