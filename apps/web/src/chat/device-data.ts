/**
 * Whose data this device holds: messages, drafts, what is queued. One person's at a time, so that nobody who uses this browser
 * next can see it.
 */
import { deleteIndexedDb } from "@oschat/client/indexeddb";
import { attempt } from "./attempt.ts";
import { currentSession, endChatSession } from "./chat-session.ts";
import { forgetLastUser, readLastUserId, rememberLastUser } from "./last-user.ts";
import { tellOtherTabs } from "./other-tabs.ts";

/**
 * Stops the engine and deletes everything it kept. Never rejects: each step is tried whatever became of the one before. The
 * database is emptied and then deleted, as another tab may hold up its deletion.
 */
export async function dropDeviceData(): Promise<void> {
  const session = currentSession();
  const userId = session?.userId ?? readLastUserId();
  forgetLastUser();
  if (session !== null) await attempt(() => session.client.clear());
  await endChatSession();
  if (userId !== null) await attempt(() => deleteIndexedDb(userId));
}

/** Makes this device `userId`'s: what a former person left here is deleted first, and their open tabs make way. */
export async function adoptDevice(userId: string): Promise<void> {
  const formerId = readLastUserId();
  if (formerId !== null && formerId !== userId) {
    await endChatSession();
    await attempt(() => deleteIndexedDb(formerId));
  }
  rememberLastUser(userId);
  tellOtherTabs({ kind: "signed-in", userId });
}
