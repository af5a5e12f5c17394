/** The messages of one conversation. */
export function Timeline({ conversationId }: { conversationId: string }) {
  return <div data-conversation={conversationId} />;
}
