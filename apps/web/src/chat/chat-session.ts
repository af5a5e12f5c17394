/**
 * The engine of whoever is signed in: makes it, feeds the stores from it, tells it about the network and the page. At most
 * one exists at a time.
 */
import { type ChatClient, createChatClient } from "@oschat/client";
import { indexedDbStorage } from "@oschat/client/indexeddb";
import { NOT_STARTED, useConnectionStore } from "../stores/connection.ts";
import { forgetConversations, showConversations } from "../stores/conversations.ts";
import { transport } from "./api.ts";
import { attempt } from "./attempt.ts";
import { shareDrafts } from "./shared-drafts.ts";
import { tellingStorage } from "./telling-storage.ts";

interface ChatSession {
  userId: string;
  client: ChatClient;
  end: () => Promise<void>;
}

let session: ChatSession | null = null;

export function currentSession(): ChatSession | null {
  return session;
}

/**
 * Starts the engine for `userId`; a no-op when it already runs. Resolves when what this device holds is shown.
 *
 * @param untilShown what is waited for before anything is shown
 */
export async function startChatSession(
  userId: string,
  untilShown?: (client: ChatClient) => Promise<unknown>,
): Promise<void> {
  if (session?.userId === userId) return;
  await endChatSession();
  const engine = createChatClient({
    transport,
    storage: tellingStorage(indexedDbStorage({ userId }), (isKeeping) => useConnectionStore.setState({ isKeeping })),
    logger: console,
  });
  const { client, stop: stopSharing } = shareDrafts(engine, userId);
  const stopShowing = client.subscribe(() => show(client));
  const stopListening = listenToDevice(client);
  session = {
    userId,
    client,
    end() {
      stopListening();
      stopSharing();
      stopShowing();
      return client.stop();
    },
  };
  const started = client.start();
  try {
    await untilShown?.(client);
  } finally {
    if (session?.client === client) useConnectionStore.setState({ client });
  }
  await started;
  show(client);
}

/** Stops the engine and empties the stores; what the device holds stays. Never rejects. */
export async function endChatSession(): Promise<void> {
  const ending = session;
  session = null;
  if (ending === null) return;
  await attempt(ending.end);
  useConnectionStore.setState(NOT_STARTED);
  forgetConversations();
}

function show(client: ChatClient): void {
  if (session?.client !== client) return;
  const { me, connection, conversations, listLoaded, leftBehind } = client.getState();
  const shown = useConnectionStore.getState();
  if (shown.me !== me || shown.connection !== connection || shown.leftBehind !== leftBehind)
    useConnectionStore.setState({ me, connection, leftBehind });
  showConversations(conversations, listLoaded);
}

/** Returns how to stop listening. */
function listenToDevice(client: ChatClient): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  window.addEventListener("online", () => client.setNetwork(true), { signal });
  window.addEventListener("offline", () => client.setNetwork(false), { signal });
  window.addEventListener("focus", () => client.wake(), { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") client.wake();
    },
    { signal },
  );
  client.setNetwork(navigator.onLine);
  return () => controller.abort();
}
