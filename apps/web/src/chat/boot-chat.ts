/**
 * From an address typed in to a running chat:
 *
 *   last user known?  yes: show what this device holds, at once, then ask whose session this is
 *                     no:  ask first
 *   the answer:       the same person: go on;  another: drop the former person's data, start for the new one
 *                     nobody: to the sign-in page;  no answer: go on offline, or say so when there is nothing to show
 */
import { Refusal } from "@oschat/protocol";
import { useAuthStore } from "../stores/auth.ts";
import { currentSession, startChatSession } from "./chat-session.ts";
import { dropDeviceData } from "./device-data.ts";
import { readLastUserId, rememberLastUser } from "./last-user.ts";
import { leaveForSignIn } from "./session-end.ts";

/** Resolves when there is something to show, or the page is being left; rejects when the server cannot be reached and nothing is held. */
export async function bootChat(): Promise<void> {
  const lastUserId = readLastUserId();
  if (lastUserId !== null) await startChatSession(lastUserId);
  try {
    const user = await useAuthStore.getState().fetchUser();
    if (lastUserId !== null && lastUserId !== user.id) await dropDeviceData();
    rememberLastUser(user.id);
    await startChatSession(user.id);
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) await leaveForSignIn(error.code);
    else if (currentSession() === null) throw error;
  }
}
