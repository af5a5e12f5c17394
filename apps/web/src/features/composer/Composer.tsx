/** Where a message is written. */
export function Composer({ conversationId }: { conversationId: string }) {
  return <div data-conversation={conversationId} />;
}
