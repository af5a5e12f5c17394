/** The latest messages that a device without an engine has sent, for editing and deleting. */

const LATEST = 5;

export interface OwnMessages {
  add(conversationId: string, messageId: string): void;
  pick(conversationId: string): string | undefined;
  /** Picks one that will not be picked again. */
  take(conversationId: string): string | undefined;
}

export function createOwnMessages(): OwnMessages {
  const latest = new Map<string, string[]>();
  const pick = (conversationId: string) => {
    const ids = latest.get(conversationId) ?? [];
    return ids[Math.floor(Math.random() * ids.length)];
  };
  return {
    add(conversationId, messageId) {
      const others = (latest.get(conversationId) ?? []).filter((id) => id !== messageId);
      latest.set(conversationId, [...others, messageId].slice(-LATEST));
    },
    pick,
    take(conversationId) {
      const messageId = pick(conversationId);
      const ids = latest.get(conversationId) ?? [];
      latest.set(
        conversationId,
        ids.filter((id) => id !== messageId),
      );
      return messageId;
    },
  };
}
