/** The engine's connection as the views read it, and the engine itself once it may be shown. */
import type { ChatClient, ConnectionState, LeftBehind } from "@oschat/client";
import type { Me } from "@oschat/protocol";
import { create } from "zustand";

interface ConnectionStore {
  client: ChatClient | null;
  me: Me | null;
  connection: ConnectionState;
  /** What changes is written down on this device. */
  isKeeping: boolean;
  /** The session ran out; everything here waits for the person to sign in again. */
  isSessionOver: boolean;
  /** What was not sent to conversations that are gone. */
  leftBehind: readonly LeftBehind[];
}

export const NOT_STARTED: ConnectionStore = {
  client: null,
  me: null,
  connection: { status: "starting", retryAt: null, lastLiveAt: null, endReason: null },
  isKeeping: true,
  isSessionOver: false,
  leftBehind: [],
};

export const useConnectionStore = create<ConnectionStore>(() => NOT_STARTED);
