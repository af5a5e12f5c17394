/**
 * Whose data this device holds: messages, drafts, what is queued. One person's at a time, so that nobody who uses this browser
 * next can see it.
 */
import { deleteIndexedDb } from "@oschat/client/indexeddb";
import { currentSession, endChatSession } from "./chat-session.ts";
import { forgetLastUser, readLastUserId, rememberLastUser } from "./last-user.ts";

/** Stops the engine and deletes everything it kept. */
export async function dropDeviceData(): Promise<void> {
  const session = currentSession();
  if (session !== null) {
    await session.client.clear();
    await endChatSession();
    await deleteIndexedDb(session.userId);
  }
  forgetLastUser();
}

/** Makes this device `userId`'s: what a former person left here is deleted first. */
export async function adoptDevice(userId: string): Promise<void> {
  const formerId = readLastUserId();
  if (formerId !== null && formerId !== userId) {
    await endChatSession();
    await deleteIndexedDb(formerId);
  }
  rememberLastUser(userId);
}
