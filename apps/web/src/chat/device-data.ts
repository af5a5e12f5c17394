/**
 * Whose data this device holds: messages, drafts, what is queued. One person's at a time, so that nobody who uses this browser
 * next can see it.
 */
import { indexedDbStorage } from "@oschat/client/indexeddb";
import { currentSession, endChatSession } from "./chat-session.ts";
import { forgetLastUser, readLastUserId, rememberLastUser } from "./last-user.ts";

/** Stops the engine and deletes everything it kept. */
export async function dropDeviceData(): Promise<void> {
  const client = currentSession()?.client;
  await client?.clear();
  await endChatSession();
  forgetLastUser();
}

/** Makes this device `userId`'s: what a former person left here is deleted first. */
export async function adoptDevice(userId: string): Promise<void> {
  const formerId = readLastUserId();
  if (formerId !== null && formerId !== userId) {
    await endChatSession();
    const former = indexedDbStorage({ userId: formerId });
    await former.clear();
    former.close();
  }
  rememberLastUser(userId);
}
