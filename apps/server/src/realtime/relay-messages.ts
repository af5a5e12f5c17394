/**
 * What nodes tell each other about conversations and people: one line of JSON, then packets, a line each, as they go to clients. JSON
 * has no line breaks of its own.
 */
export type RelayMessage =
  | { kind: "changes"; changes: { rev: number; changesMembers: boolean }[] }
  /** For who listens this moment. */
  | { kind: "volatile"; exceptUser: string }
  /** `joins`: a conversation that the person may be in by now, to be looked at first. */
  | { kind: "person"; joins: string | null };

export function encodeRelayMessage(message: RelayMessage, packets: readonly string[]): string {
  return [JSON.stringify(message), ...packets].join("\n");
}

export function decodeRelayMessage(text: string): { message: RelayMessage; packets: string[] } {
  const [head = "", ...packets] = text.split("\n");
  return { message: JSON.parse(head) as RelayMessage, packets };
}

export const conversationChannel = (id: string) => `c:${id}`;
export const personChannel = (id: string) => `u:${id}`;

/** Whose channel it is. */
export function audienceOf(channel: string): { conversation: string } | { user: string } {
  const id = channel.slice(2);
  return channel.startsWith("c:") ? { conversation: id } : { user: id };
}
