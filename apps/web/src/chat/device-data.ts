/** What this device holds of the present person: messages, drafts, what is queued. */
import { currentSession, endChatSession } from "./chat-session.ts";
import { forgetLastUser } from "./last-user.ts";

/** Stops the engine and deletes everything it kept, so that nobody who uses this browser next can see it. */
export async function dropDeviceData(): Promise<void> {
  const client = currentSession()?.client;
  await client?.clear();
  await endChatSession();
  forgetLastUser();
}
