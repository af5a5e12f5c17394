/** Puts the engine together. Owns the order of starting and stopping, and nothing else. */
import { createActions } from "./actions.ts";
import { createCatchUp } from "./catch-up.ts";
import type { ChatClient } from "./chat-client.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createExcerpts } from "./excerpts.ts";
import { createHistory } from "./history.ts";
import { createLanes } from "./lanes.ts";
import { createLiveEvents } from "./live-events.ts";
import { type Logger, silentLogger } from "./logger.ts";
import { createOutbox } from "./outbox.ts";
import { createOwnMarks } from "./own-marks.ts";
import { READ_PATIENCE_MS, WRITE_PATIENCE_MS, withPatience } from "./patience.ts";
import { createPersistence } from "./persistence.ts";
import { createProfiles } from "./profiles.ts";
import { randomId } from "./random-id.ts";
import { createReadMarks } from "./read-marks.ts";
import { createRestCalls } from "./rest-calls.ts";
import { searchMessages } from "./search.ts";
import { stayConnected } from "./stay-connected.ts";
import type { Storage } from "./storage.ts";
import { createStore } from "./store.ts";
import { createSync } from "./sync.ts";
import type { Transport } from "./transport.ts";
import { createTyping } from "./typing.ts";

export interface ChatClientOptions {
  transport: Transport;
  storage: Storage;
  clock?: Clock;
  /** 0 to 1, for the jitter of waiting times. */
  random?: () => number;
  newId?: () => string;
  logger?: Logger;
}

/** A client for one signed-in person. It does nothing until `start()`; after `stop()` it is over. */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const { transport, storage, clock = systemClock, random = Math.random, newId = randomId } = options;
  const logger = options.logger ?? silentLogger;

  const store = createStore(logger);
  const persistence = createPersistence({ storage, store, clock, logger });
  const connection = stayConnected({
    transport,
    clock,
    random,
    onState: store.setConnection,
    onReady(ready) {
      wasReady = true;
      const isWanted = isSameConnection();
      sync.recognise(ready);
      outbox.open();
      readMarks.open();
      ownMarks.open();
      sync.catchUpAll(ready.userId, isWanted).then(
        () => isWanted() && connection.dispatch("caught-up"),
        (error) => {
          if (!isWanted()) return;
          logger.warn("Could not catch up; connecting anew.", error);
          connection.dispatch("lost");
        },
      );
    },
    onDown() {
      connectionCount += 1;
      outbox.close();
      readMarks.close();
      ownMarks.close();
      sync.disconnected();
    },
    onEvent: (event, payload) => handleEvent(event, payload),
  });
  let connectionCount = 0;
  let wasReady = false;
  function isSameConnection(): () => boolean {
    const started = connectionCount;
    return () => started === connectionCount;
  }

  const rest = createRestCalls(connection.http);
  const lanes = createLanes({
    store,
    clock,
    onGap: (id) => sync.fillGap(id),
    onUnreadDoubtful: (id) => sync.doubtUnread(id),
  });
  const catchUp = createCatchUp({
    store,
    lanes,
    rest,
    requestChanges: (request) => connection.request("sync:request", request),
    onMarkerAhead: (id, seq) => readMarks.tellAgain(id, seq),
    onUnreadDoubtful: (id) => sync.doubtUnread(id),
    onUnreadConfirmed: (id) => sync.confirmUnread(id),
  });
  const outbox = createOutbox({
    store,
    persistence,
    clock,
    random,
    newId,
    sendMessage: (message) => connection.request("message:send", message),
    onSuspect: () => void sync.compareNow(),
  });
  const readMarks = createReadMarks({
    store,
    lanes,
    clock,
    sendMark: (mark) => connection.request("read:mark", mark),
    onUnreadDoubtful: (id) => sync.doubtUnread(id),
  });
  const ownMarks = createOwnMarks({
    store,
    clock,
    tellMarks: rest.changeOwnMarks,
    onUnreadDoubtful: (id) => sync.doubtUnread(id),
  });
  const sync = createSync({
    store,
    lanes,
    catchUp,
    rest,
    clock,
    random,
    logger,
    requestHeads: (request) => connection.request("sync:heads", request),
    onEpochChanged: outbox.requeueSent,
    onConnectionLost: () => connection.dispatch("lost"),
  });
  const typing = createTyping({
    store,
    clock,
    notify: (event, conversationId) => connection.notify(event, { conversationId }),
  });
  const profiles = createProfiles({ store });
  const handleEvent = createLiveEvents({ lanes, catchUp, ownMarks, profiles, typing, onHint: sync.hint });
  const history = createHistory({ store, lanes, rest });
  const excerpts = createExcerpts({ store, lanes, rest, load: (id) => sync.open(id) });
  const actions = createActions({ store, lanes, catchUp, rest, connection });

  let started: Promise<void> | null = null;
  let fetchedAhead: Promise<void> = Promise.resolve();

  async function readAndConnect(): Promise<void> {
    try {
      store.restore(await withPatience(storage.read(), READ_PATIENCE_MS, clock));
    } catch (error) {
      logger.warn("Could not read this device's storage; going on in memory.", error);
    }
    if (connection.status() === "stopped") return;
    persistence.enable();
    connection.start();
    if (store.meta() === null) fetchedAhead = fetchAhead();
  }

  /** A device that holds nothing has something to show before there is a connection. What fails is fetched with one. */
  async function fetchAhead(): Promise<void> {
    const isWanted = () => !wasReady && connection.status() !== "stopped";
    const me = rest.me().then((answer) => isWanted() && store.setMe(answer));
    await Promise.allSettled([me, catchUp.takeFirstRows(isWanted)]);
  }

  function close(): void {
    connection.dispatch("stop");
    typing.stop();
  }

  return {
    getState: store.getState,
    subscribe: store.subscribe,

    start() {
      started ??= readAndConnect();
      return started;
    },
    async whenFirstRows() {
      await started;
      await fetchedAhead;
    },
    async stop() {
      close();
      await started;
      await persistence.finish();
      storage.close();
    },
    async clear() {
      close();
      await started;
      await persistence.abandon();
      store.drop([...store.getState().conversations.keys()]);
      store.dropUnsent();
      try {
        await withPatience(storage.clear(), WRITE_PATIENCE_MS, clock);
      } finally {
        storage.close();
      }
    },
    retryNow: connection.retry,
    setNetwork: connection.setNetwork,
    wake() {
      connection.retry();
      void sync.compareNow();
    },

    async openConversation(conversationId) {
      await started;
      await sync.open(conversationId);
    },
    async prefetch(conversationId) {
      if (connection.status() === "live") await catchUp.load(conversationId).catch(() => {});
    },
    loadOlder: history.loadOlder,
    async openAround(conversationId, messageId) {
      await started;
      await excerpts.openAround(conversationId, messageId);
    },
    extendExcerpt: excerpts.extend,
    closeExcerpt: excerpts.close,

    send(conversationId, body) {
      typing.forget(conversationId);
      ownMarks.markUnread(conversationId, null);
      return outbox.send(conversationId, body);
    },
    retry: outbox.retry,
    discard: outbox.discard,
    markRead: readMarks.mark,
    markUnread: ownMarks.markUnread,
    setMuted: ownMarks.setMuted,
    setTyping: typing.tell,
    setDraft: store.setDraft,
    forgetLeftBehind: store.forgetLeftBehind,
    search: (text, options) => searchMessages(store.getState().conversations, text, options),
    ...actions,
  };
}
