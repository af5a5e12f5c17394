/** The ways a session ends: by signing out here, in another tab, or by the server; and the ways out of the page. */
import { type ErrorCode, Refusal } from "@oschat/protocol";
import { useAuthStore } from "../stores/auth.ts";
import { useConnectionStore } from "../stores/connection.ts";
import { currentSession, endChatSession } from "./chat-session.ts";
import { adoptDevice, dropDeviceData } from "./device-data.ts";
import { mayBeginAnew, wasEndedOnPurpose } from "./ended-session.ts";
import { readLastUserId } from "./last-user.ts";
import { loadAnew } from "./load-anew.ts";
import { hearTabs, tellOtherTabs } from "./other-tabs.ts";

const BEGAN_ANEW = "oschat.began-anew";

/** One end causes others, here and in other tabs: whoever begins to leave first finishes, before the page goes. */
let isLeaving = false;

/** Signs out: on the server, on this device, and in the other tabs. Rejects, with nothing done, when the server cannot be reached. */
export async function signOut(): Promise<void> {
  isLeaving = true;
  try {
    await useAuthStore.getState().logout();
  } catch (error) {
    isLeaving = false;
    throw error;
  }
  tellOtherTabs({ kind: "signed-out" });
  await dropDeviceData();
  window.location.replace("/");
}

/** The server knows nobody here, or no longer: goes to the sign-in page. */
export async function leaveForSignIn(code: ErrorCode): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  await goToSignIn(code);
}

/** The engine says that the session ended: asks why, and leaves. */
export async function leaveEndedSession(): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  const code = await askForRefusal();
  // Nobody is refused: signed in again meanwhile, in another tab.
  if (code === null && beginAnew()) return;
  await goToSignIn(code ?? "not_signed_in");
}

/** Somebody has signed in where the session had run out: goes on with what the same person left, or makes way for another's chat. */
export async function goOnAs(userId: string): Promise<void> {
  isLeaving = true;
  await adoptDevice(userId);
  await loadAnew();
}

/** Gives up what waits here: to the sign-in page, with nothing left on this device. */
export async function leaveForGood(): Promise<void> {
  isLeaving = true;
  await dropDeviceData();
  window.location.replace("/");
}

/** This browser's session is `userId`'s: leaves somebody else's chat for theirs. */
export async function makeWayFor(userId: string): Promise<void> {
  const session = currentSession();
  if (isLeaving || session === null || session.userId === userId) return;
  isLeaving = true;
  await endChatSession();
  window.location.replace("/chat");
}

/** Leaves this tab when another one signs out or signs in somebody else; returns how to stop listening. */
export function followOtherTabs(): () => void {
  return hearTabs((notice) => {
    if (notice.kind === "signed-in") void makeWayFor(notice.userId);
    else void leaveSignedOut();
  });
}

async function leaveSignedOut(): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  await endChatSession();
  window.location.replace("/");
}

/** A session that ran out by itself is renewed where one is, as what this device holds is still the person's. */
async function goToSignIn(code: ErrorCode): Promise<void> {
  const isOnPurpose = wasEndedOnPurpose(useConnectionStore.getState().connection.endReason, code);
  if (!isOnPurpose && currentSession() !== null) {
    isLeaving = false;
    useConnectionStore.setState({ isSessionOver: true });
    return;
  }
  const wasSignedIn = currentSession() !== null || readLastUserId() !== null;
  if (isOnPurpose) await dropDeviceData();
  else await endChatSession();
  window.location.replace(wasSignedIn ? "/?error=session_ended" : "/");
}

/** Null when the server knows who this is. */
async function askForRefusal(): Promise<ErrorCode | null> {
  try {
    await useAuthStore.getState().fetchUser();
    return null;
  } catch (error) {
    return error instanceof Refusal && error.status === 401 ? error.code : "not_signed_in";
  }
}

/** Loads the page again; false when that was done a moment ago, so that it does not go on for ever. */
function beginAnew(): boolean {
  try {
    const lastAt = sessionStorage.getItem(BEGAN_ANEW);
    if (!mayBeginAnew(lastAt === null ? null : Number(lastAt), Date.now())) return false;
    sessionStorage.setItem(BEGAN_ANEW, String(Date.now()));
  } catch {
    // Without storage nothing says whether it was done before.
    return false;
  }
  window.location.reload();
  return true;
}
