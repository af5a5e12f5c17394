/**
 * From an address typed in to a running chat:
 *
 *   just signed in?    start
 *   nobody known?      ask whose session this is, and show a first picture when it is whole
 *   last user known?   show what this device holds, at once; then ask whose session this is
 *   the answer:        the same person: go on;  another: their chat instead, the former person's data deleted
 *                      nobody: to the sign-in page;  none: go on offline, or fail when there is nothing to show
 */
import type { ChatClient } from "@oschat/client";
import { Refusal } from "@oschat/protocol";
import { useAuthStore } from "../stores/auth.ts";
import { useConversationsStore } from "../stores/conversations.ts";
import { prepareToConnect } from "./api.ts";
import { currentSession, startChatSession } from "./chat-session.ts";
import { adoptDevice } from "./device-data.ts";
import { keepSignedIn } from "./keep-signed-in.ts";
import { readLastUserId } from "./last-user.ts";
import { leaveForSignIn } from "./session-end.ts";

const LONGEST_BLANK_MS = 500;

/** Resolves when there is something to show or the page is being left; rejects when there is nothing and no answer. */
export async function bootChat(): Promise<void> {
  keepSignedIn();
  prepareToConnect();
  const known = useAuthStore.getState().user;
  const lastUserId = readLastUserId();
  if (known === null && lastUserId !== null) await startChatSession(lastUserId);
  try {
    const user = known ?? (await useAuthStore.getState().fetchUser());
    await adoptDevice(user.id);
    if (lastUserId === null) return await startChatSession(user.id, firstPicture);
    await startChatSession(user.id);
    void openNamed(currentSession()?.client);
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) await leaveForSignIn(error.code);
    else if (currentSession() === null) throw error;
  }
}

/**
 * A device that holds nothing shows the list and the conversation that the address names in one picture, instead of drawing them
 * one after the other; without them when they take too long.
 */
function firstPicture(client: ChatClient): Promise<unknown> {
  const tooLong = new Promise((resolve) => setTimeout(resolve, LONGEST_BLANK_MS));
  return Promise.race([tooLong, Promise.all([client.whenFirstRows(), openNamed(client)])]);
}

/** What the address names is fetched beside the list, not after it. What comes of it, its view shows. */
async function openNamed(client: ChatClient | undefined): Promise<void> {
  const { currentConversationId: id, byId } = useConversationsStore.getState();
  if (id !== null && !byId.has(id)) await client?.openConversation(id).catch(() => undefined);
}
