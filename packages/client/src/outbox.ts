/**
 * Messages on their way. Each is saved before it is sent, goes out with the same `clientMsgId` until it is answered (I1, I3),
 * first in first out and one at a time per conversation (O3). A refusal that another attempt cannot cure marks the entry
 * `failed` and lets the next one go; anything else waits and tries again. Nothing is lost when storage fails.
 *
 *     queued ──> sending ──ack──> sent ──confirmed message in the state──> gone
 *       ^           │ └────refused, not retryable──> failed ──discard──> gone
 *       └──lost, ───┘                                  │
 *          refused, retryable           retry ─────────┴──> queued
 */
import { type MessageAck, Refusal, type SendMessage } from "@oschat/protocol";
import { backoffMs } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import type { Persistence } from "./persistence.ts";
import type { OutboxEntry } from "./state.ts";
import { endsSession } from "./stay-connected.ts";
import type { Store } from "./store.ts";

export interface OutboxDeps {
  store: Store;
  persistence: Persistence;
  clock: Clock;
  random: () => number;
  newId: () => string;
  sendMessage(message: SendMessage): Promise<MessageAck>;
  /** An answer did not come although the connection seems up. */
  onSuspect(): void;
}

/** One conversation's sending. */
interface Flow {
  isBusy: boolean;
  attempts: number;
  cancelWait: (() => void) | null;
}

export function createOutbox(deps: OutboxDeps) {
  const { store, persistence, clock, random, newId, sendMessage, onSuspect } = deps;
  const flows = new Map<string, Flow>();
  let isOpen = false;

  function flowOf(conversationId: string): Flow {
    const flow = flows.get(conversationId) ?? { isBusy: false, attempts: 0, cancelWait: null };
    flows.set(conversationId, flow);
    return flow;
  }

  function find(clientMsgId: string): OutboxEntry | undefined {
    return store.allEntries().find((entry) => entry.clientMsgId === clientMsgId);
  }

  function update(clientMsgId: string, changes: Partial<OutboxEntry>): void {
    const entry = find(clientMsgId);
    if (entry === undefined) return;
    const entries = store.entriesOf(entry.conversationId);
    store.setOutbox(
      entry.conversationId,
      entries.map((other) => (other === entry ? { ...entry, ...changes } : other)),
    );
  }

  /** Sends the conversation's next entry, and the ones after it, as long as nothing holds them up. */
  async function pump(conversationId: string): Promise<void> {
    const flow = flowOf(conversationId);
    while (isOpen && !flow.isBusy && flow.cancelWait === null) {
      const next = store.entriesOf(conversationId).find((entry) => entry.status === "queued");
      if (next === undefined) return;
      flow.isBusy = true;
      try {
        await persistence.flush();
        if (isOpen && find(next.clientMsgId)?.status === "queued") await attempt(next, flow);
      } finally {
        flow.isBusy = false;
      }
    }
  }

  async function attempt({ conversationId, clientMsgId, body }: OutboxEntry, flow: Flow): Promise<void> {
    update(clientMsgId, { status: "sending", retryAt: null });
    try {
      const { seq, rev } = await sendMessage({ conversationId, clientMsgId, body });
      flow.attempts = 0;
      update(clientMsgId, { status: "sent", seq, rev });
    } catch (error) {
      if (error instanceof Refusal && !error.retryable && !endsSession(error)) {
        update(clientMsgId, { status: "failed", error: reasonOf(error) });
        return;
      }
      const toldMs = error instanceof Refusal ? error.details.retryAfterMs : undefined;
      const retryAt = toldMs === undefined ? null : clock.now() + toldMs;
      update(clientMsgId, { status: "queued", retryAt, error: error instanceof Refusal ? reasonOf(error) : null });
      waitBeforeRetry(conversationId, flow, toldMs);
      if (!(error instanceof Refusal) && isOpen) onSuspect();
    }
  }

  function waitBeforeRetry(conversationId: string, flow: Flow, atLeastMs = 0): void {
    if (!isOpen) return;
    flow.attempts += 1;
    flow.cancelWait = clock.after(Math.max(atLeastMs, backoffMs(flow.attempts, random)), () => {
      flow.cancelWait = null;
      void pump(conversationId);
    });
  }

  function stopWaiting(): void {
    for (const flow of flows.values()) {
      flow.cancelWait?.();
      flow.cancelWait = null;
    }
  }

  return {
    send(conversationId: string, body: string): string {
      const entry: OutboxEntry = {
        clientMsgId: newId(),
        conversationId,
        body,
        status: "queued",
        queuedAt: clock.now(),
        seq: null,
        rev: null,
        error: null,
        retryAt: null,
      };
      store.setOutbox(conversationId, [...store.entriesOf(conversationId), entry]);
      void persistence.flush();
      void pump(conversationId);
      return entry.clientMsgId;
    },

    retry(clientMsgId: string): void {
      const entry = find(clientMsgId);
      if (entry?.status !== "failed" && entry?.status !== "queued") return;
      update(clientMsgId, { status: "queued", error: null, retryAt: null });
      const flow = flowOf(entry.conversationId);
      flow.cancelWait?.();
      flow.cancelWait = null;
      void pump(entry.conversationId);
    },

    discard(clientMsgId: string): void {
      const entry = find(clientMsgId);
      if (entry?.status !== "failed" && entry?.status !== "queued") return;
      const entries = store.entriesOf(entry.conversationId);
      store.setOutbox(
        entry.conversationId,
        entries.filter((other) => other !== entry),
      );
      void persistence.flush();
    },

    /** What was acknowledged under another epoch may not exist any more: send it again, with the same id (S6). */
    requeueSent(): void {
      for (const entry of store.allEntries()) {
        if (entry.status === "sent") update(entry.clientMsgId, { status: "queued", seq: null, rev: null });
      }
    },

    /** The connection is up: send. */
    open(): void {
      isOpen = true;
      stopWaiting();
      for (const id of new Set(store.allEntries().map((entry) => entry.conversationId))) {
        flowOf(id).attempts = 0;
        void pump(id);
      }
    },
    close(): void {
      isOpen = false;
      stopWaiting();
    },
  };
}

function reasonOf({ code, message }: Refusal): OutboxEntry["error"] {
  return { code, message };
}
