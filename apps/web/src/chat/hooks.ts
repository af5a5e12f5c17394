"use client";
/** What views ask of the running chat. */
import type { ChatClient, ConnectionState, Conversation } from "@oschat/client";
import type { Me } from "@oschat/protocol";
import { useConnectionStore } from "../stores/connection.ts";
import { useConversationsStore } from "../stores/conversations.ts";

/** One conversation; re-renders only when that one changes. */
export function useConversation(id: string): Conversation | undefined {
  return useConversationsStore((store) => store.byId.get(id));
}

export function useCurrentConversationId(): string | null {
  return useConversationsStore((store) => store.currentConversationId);
}

/** The signed-in person; null until it is known. */
export function useMe(): Me | null {
  return useConnectionStore((store) => store.me);
}

export function useConnection(): ConnectionState {
  return useConnectionStore((store) => store.connection);
}

/** The engine. Only inside the chat, which is shown once this may be used. */
export function useChatClient(): ChatClient {
  const client = useConnectionStore((store) => store.client);
  if (client === null) throw new Error("useChatClient is only for what is shown inside the chat");
  return client;
}
