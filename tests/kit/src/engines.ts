/** Looking at real client engines. */
import type { ChatClient, Conversation } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import { until } from "./until.ts";

/** The same engine, once it is equal to the server. */
export async function whenLive(client: ChatClient, timeoutMs?: number): Promise<ChatClient> {
  await until(() => client.getState().connection.status === "live", "the engine is live", timeoutMs);
  return client;
}

export function conversationOf(client: ChatClient, id: string): Conversation | undefined {
  return client.getState().conversations.get(id);
}

/** The messages an engine holds of a conversation. */
export function messagesOf(client: ChatClient, id: string): readonly Message[] {
  return conversationOf(client, id)?.window.messages ?? [];
}

/** The texts an engine shows of a conversation, system messages apart. */
export function textsOf(client: ChatClient, id: string): string[] {
  return messagesOf(client, id)
    .filter(({ kind }) => kind === "text")
    .map(({ body }) => body);
}

/** Waits until the engine has caught up to `rev` in a conversation whose messages it holds. */
export async function whenAt(client: ChatClient, id: string, rev: number, timeoutMs?: number): Promise<Conversation> {
  return until(
    () => {
      const held = conversationOf(client, id);
      return held !== undefined && held.cursor >= rev && held;
    },
    `the engine is at revision ${rev}`,
    timeoutMs,
  );
}
