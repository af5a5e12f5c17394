/** A bot on the client engine: answers every text message of others with the same text, once, from its start on. */
import { pathToFileURL } from "node:url";
import { type Conversation, createChatClient, memoryStorage, socketIoTransport } from "@oschat/client";

/**
 * Starts the bot for the account that `token` belongs to. Resolves with how to stop it when it knows where each conversation ends:
 * what is sent from then on is answered.
 */
export async function startEchoBot({ url, token }: { url: string; token: string }): Promise<() => Promise<void>> {
  const client = createChatClient({ transport: socketIoTransport({ baseUrl: url, token }), storage: memoryStorage() });
  /** How far each conversation is answered. Those of before the start begin at their end, later ones when the bot joined. */
  const answered = new Map<string, number>();
  let hasStarted = false;
  let started = () => {};
  const whenStarted = new Promise<void>((resolve) => {
    started = resolve;
  });

  function answer({ id, summary, window }: Conversation): void {
    const upTo = answered.get(id) ?? (hasStarted ? 0 : summary.lastSeq);
    answered.set(id, upTo);
    if (summary.lastSeq <= upTo) return;
    if (!window.loaded) return void client.openConversation(id).catch(console.error);
    answered.set(id, summary.lastSeq);
    const me = client.getState().me?.id;
    const joinedAt = window.messages.findLast(({ system }) => system?.type === "member_added" && system.userId === me);
    const after = Math.max(upTo, joinedAt?.seq ?? 0);
    for (const { seq, kind, senderId, deletedAt, body } of window.messages) {
      if (seq > after && kind === "text" && senderId !== me && deletedAt === null) client.send(id, body);
    }
  }

  client.subscribe(() => {
    const { listLoaded, conversations } = client.getState();
    if (!listLoaded) return;
    for (const conversation of conversations.values()) answer(conversation);
    hasStarted = true;
    started();
  });
  await client.start();
  await whenStarted;
  return () => client.stop();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { OSCHAT_URL: url = "http://127.0.0.1:3000", OSCHAT_TOKEN: token } = process.env;
  if (token === undefined)
    throw new Error("Set OSCHAT_TOKEN to the bot's token, and OSCHAT_URL to the server's address.");
  await startEchoBot({ url, token });
}
