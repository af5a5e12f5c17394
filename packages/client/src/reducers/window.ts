/** The messages held of a conversation: a run of `seq` without holes, ending at the newest (O2). Pure. */
import type { HistoryPage, Message } from "@oschat/protocol";
import type { Window } from "../state.ts";

export const UNLOADED_WINDOW: Window = {
  messages: [],
  reachedStart: false,
  loaded: false,
  loadingOlder: false,
  olderFailed: false,
};

/** The window of a conversation in which nothing has been written yet. */
export const EMPTY_WINDOW: Window = { ...UNLOADED_WINDOW, reachedStart: true, loaded: true };

/** The window that a newest page of history makes. */
export function windowFromPage(page: HistoryPage): Window {
  return { ...EMPTY_WINDOW, messages: page.messages, reachedStart: !page.hasOlder };
}

/**
 * The window with `changed` in it: a message that is held is replaced only by a higher `rev`, newer ones are appended,
 * those below the window stay out. Should a hole ever appear, only the part after it is kept.
 */
export function mergeIntoWindow(window: Window, changed: readonly Message[]): Window {
  if (!window.loaded) return window;
  let { reachedStart } = window;
  let messages: Message[] | null = null;
  for (const message of [...changed].sort((a, b) => a.seq - b.seq)) {
    const held: readonly Message[] = messages ?? window.messages;
    const place = message.seq - (held[0]?.seq ?? message.seq);
    const present = held[place];
    if (place < 0 || (present !== undefined && present.rev >= message.rev)) continue;
    if (place > held.length) {
      messages = [message];
      reachedStart = false;
    } else {
      messages ??= [...held];
      messages[place] = message;
    }
  }
  return messages === null ? window : { ...window, messages, reachedStart };
}

/**
 * The window with an older page before it. `changedMeanwhile` are the changes applied since the page was asked for: of each
 * message the higher `rev` counts. The window may have grown to its start by itself, by joining an excerpt.
 */
export function prependOlder(window: Window, page: HistoryPage, changedMeanwhile: readonly Message[]): Window {
  const oldest = window.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = page.messages.filter((message) => message.seq < oldest);
  const longer = {
    ...window,
    messages: [...older, ...window.messages],
    reachedStart: window.reachedStart || !page.hasOlder,
    loadingOlder: false,
    olderFailed: false,
  };
  return mergeIntoWindow(longer, changedMeanwhile);
}

/** The newest `limit` messages of the window, with `reachedStart` still telling the truth. */
export function trimWindow(window: Window, limit: number): Window {
  const isTrimmed = window.messages.length > limit;
  return {
    messages: isTrimmed ? window.messages.slice(-limit) : window.messages,
    reachedStart: window.reachedStart && !isTrimmed,
    loaded: window.loaded,
    loadingOlder: false,
    olderFailed: false,
  };
}
