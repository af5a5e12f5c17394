/** Drafts are kept on the device, of which nobody tells the other tabs: the tab that is written in does. */
import type { ChatClient } from "@oschat/client";

const CHANNEL = "oschat.drafts";

interface SharedDraft {
  userId: string;
  conversationId: string;
  text: string;
}

/** The same engine, whose drafts are told to the other tabs, and theirs taken over. Returns how to stop, too. */
export function shareDrafts(client: ChatClient, userId: string): { client: ChatClient; stop: () => void } {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<SharedDraft>) => {
    if (data.userId === userId) client.setDraft(data.conversationId, data.text);
  };
  const setDraft: ChatClient["setDraft"] = (conversationId, text) => {
    client.setDraft(conversationId, text);
    channel.postMessage({ userId, conversationId, text } satisfies SharedDraft);
  };
  return { client: { ...client, setDraft }, stop: () => channel.close() };
}
