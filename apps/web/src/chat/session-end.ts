/** The ways a session ends: by signing out here, in another tab, or by the server. */
import { type ErrorCode, Refusal } from "@oschat/protocol";
import { useAuthStore } from "../stores/auth.ts";
import { endChatSession } from "./chat-session.ts";
import { dropDeviceData } from "./device-data.ts";

const CHANNEL = "oschat.session";

/** Signing out also ends the engine's session: whoever begins to leave first finishes, before the page goes. */
let isLeaving = false;

/** Signs out: on the server, on this device, and in the other tabs. Rejects, with nothing done, when the server cannot be reached. */
export async function signOut(): Promise<void> {
  isLeaving = true;
  try {
    await useAuthStore.getState().logout();
    tellOtherTabs();
    await dropDeviceData();
  } catch (error) {
    isLeaving = false;
    throw error;
  }
  window.location.assign("/");
}

/**
 * Goes to the sign-in page. A session that was ended on purpose takes this device's data with it; one that ran out does not,
 * so that what is queued goes out when the same person signs in again.
 */
export async function leaveForSignIn(code: ErrorCode): Promise<void> {
  const wasSignedIn = code === "session_ended";
  if (wasSignedIn) await dropDeviceData();
  else await endChatSession();
  window.location.replace(wasSignedIn ? "/?error=session_ended" : "/");
}

/** The engine says that the session ended: asks why, and leaves. */
export async function leaveEndedSession(): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  try {
    await useAuthStore.getState().fetchUser();
    // Signed in again meanwhile, in another tab: begin anew with that session.
    window.location.reload();
  } catch (error) {
    await leaveForSignIn(error instanceof Refusal && error.status === 401 ? error.code : "not_signed_in");
  }
}

function tellOtherTabs(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("signed-out");
  channel.close();
}

/** Leaves this tab when another one signs out; returns how to stop listening. */
export function followOtherTabs(): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => {
    // A channel also hears what its own page says on another one.
    if (isLeaving) return;
    isLeaving = true;
    void endChatSession().finally(() => window.location.replace("/"));
  };
  return () => channel.close();
}
