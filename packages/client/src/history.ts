/**
 * Older pages on demand. A page may be of an earlier revision than the state it is put into, so the changes applied while it
 * was under way are recorded and applied to it as well.
 */
import type { Lanes } from "./lanes.ts";
import { joined } from "./reducers/excerpt.ts";
import { prependOlder } from "./reducers/window.ts";
import type { RestCalls } from "./rest-calls.ts";
import type { Window } from "./state.ts";
import type { Store } from "./store.ts";

export function createHistory({ store, lanes, rest }: { store: Store; lanes: Lanes; rest: RestCalls }) {
  function setWindow(id: string, change: (window: Window) => Window): void {
    const conversation = store.conversation(id);
    if (conversation !== undefined) store.put([{ ...conversation, window: change(conversation.window) }]);
  }

  return {
    async loadOlder(id: string): Promise<void> {
      const window = store.conversation(id)?.window;
      const oldest = window?.messages[0];
      if (!window?.loaded || window.reachedStart || window.loadingOlder || oldest === undefined) return;
      setWindow(id, (held) => ({ ...held, loadingOlder: true, olderFailed: false }));
      const { recording, stop } = lanes.record(id);
      try {
        const page = await rest.pageBefore(id, oldest.messageId);
        if (recording.isStale) return;
        setWindow(id, (held) => prependOlder(held, page, recording.changes));
        const longer = store.conversation(id);
        if (longer !== undefined) store.put([joined(longer)]);
      } catch (error) {
        if (!recording.isStale) setWindow(id, (held) => ({ ...held, loadingOlder: false, olderFailed: true }));
        throw error;
      } finally {
        stop();
      }
    },
  };
}
