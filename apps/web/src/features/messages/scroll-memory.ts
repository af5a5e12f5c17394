/** Where each conversation was left, as long as the page lives. One left at its newest message has no entry. */

/** A row, and how far below the upper edge its top was, in pixels. */
export interface ScrollPlace {
  readonly rowKey: string;
  readonly offset: number;
}

const places = new Map<string, ScrollPlace>();

export function rememberPlace(conversationId: string, place: ScrollPlace | null): void {
  if (place === null) places.delete(conversationId);
  else places.set(conversationId, place);
}

export function rememberedPlace(conversationId: string): ScrollPlace | null {
  return places.get(conversationId) ?? null;
}
