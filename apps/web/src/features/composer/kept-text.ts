/** What was being written when a conversation was closed to this person, so that it is not lost with it. */
const kept = new Map<string, string>();

export function keepText(conversationId: string, text: string): void {
  if (text.trim() === "") kept.delete(conversationId);
  else kept.set(conversationId, text);
}

export function keptText(conversationId: string): string {
  return kept.get(conversationId) ?? "";
}
