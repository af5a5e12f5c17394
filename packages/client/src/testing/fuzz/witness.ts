/**
 * Looks at everything an engine shows, moment by moment: what fits together at each moment, and what may follow what. Throws at
 * the first thing that must not be seen. Plain comparisons, as it looks many thousand times.
 */
import type { ChatState, Conversation, OutboxEntry } from "../../state.ts";

/** The `seq` values that the server ever gave a message of this person. */
export type AnsweredSeqs = (clientMsgId: string) => ReadonlySet<number>;

export interface WitnessDeps {
  answeredSeqs: AnsweredSeqs;
  /** Whether the device has heard that its owner is out of this conversation, and he still is. */
  isKnownToBeOut(conversationId: string): boolean;
}

export interface Witness {
  look(state: ChatState): void;
  /** The server went back to a backup: until the engine is live again, what it shows may be of either history (S6). */
  expectNewHistory(): void;
}

/** Sees what one program after the other shows on one device. */
export function createWitness({ answeredSeqs, isKnownToBeOut }: WitnessDeps): Witness {
  let before: ChatState["conversations"] = new Map();
  let isHistoryNew = false;
  return {
    look({ conversations, connection }) {
      for (const [id, conversation] of conversations) {
        const known = before.get(id);
        if (known === conversation) continue;
        expectConsistent(conversation);
        for (const entry of conversation.outbox) expectHonest(entry, answeredSeqs);
        if (isHistoryNew) continue;
        if (known === undefined)
          must(!isKnownToBeOut(id), "A conversation that was left does not come back", conversation);
        else expectToFollow(known, conversation, answeredSeqs);
      }
      before = conversations;
      if (connection.status === "live") isHistoryNew = false;
      if (connection.status === "starting") before = new Map();
    },
    expectNewHistory() {
      isHistoryNew = true;
    },
  };
}

function must(holds: boolean, promise: string, conversation: Conversation, other: unknown = null): void {
  if (!holds) throw new Error(`${promise}: ${JSON.stringify({ conversation, other })}`);
}

/** The window is a run without holes up to the newest message the list knows; what is missing before it is admitted. */
function expectConsistent(conversation: Conversation): void {
  const { window, summary, cursor, members, outbox } = conversation;
  must(summary.lastRev === cursor, "The list stands at the cursor", conversation);
  must(members === null || members.length === summary.memberCount, "The members are as many as said", conversation);
  must(new Set(outbox.map((entry) => entry.clientMsgId)).size === outbox.length, "Nothing waits twice", conversation);
  if (!window.loaded) return;
  const { messages } = window;
  expectRunBeforeWindow(conversation);
  const first = summary.lastSeq - messages.length + 1;
  must(
    messages.every(({ seq }, index) => seq === first + index),
    "The window has no holes",
    conversation,
  );
  must(window.reachedStart === (first === 1), "What is missing before the window is admitted", conversation);
  const newest = messages.at(-1);
  must(newest?.messageId === summary.lastMessage?.messageId, "The list shows the newest message", conversation);
  const own = new Set(outbox.map((entry) => entry.clientMsgId));
  must(!messages.some(({ clientMsgId }) => own.has(clientMsgId)), "Nothing is shown twice", conversation);
}

function expectRunBeforeWindow(conversation: Conversation): void {
  const { excerpt, window } = conversation;
  if (excerpt === null) return;
  const { messages, reachedStart } = excerpt;
  const first = messages[0]?.seq ?? 0;
  const isRun = messages.every(({ seq }, index) => seq === first + index);
  must(isRun && (window.messages[0]?.seq ?? 0) > first + messages.length, "An excerpt is apart from it", conversation);
  must(reachedStart === (first === 1), "What is missing before the excerpt is admitted", conversation);
}

/** Shown as sent only with the place that the server gave. */
function expectHonest({ status, clientMsgId, seq, rev }: OutboxEntry, answeredSeqs: AnsweredSeqs): void {
  if (status !== "sent") return;
  if (seq === null || rev === null || !answeredSeqs(clientMsgId).has(seq)) {
    throw new Error(`${clientMsgId} is shown as sent at ${seq}, which the server never said.`);
  }
}

/** What was waiting is still there, has failed and was discarded, or is part of the timeline. */
function expectNoneToVanish(before: Conversation, after: Conversation, answeredSeqs: AnsweredSeqs): void {
  if (before.outbox === after.outbox) return;
  const waiting = new Set(after.outbox.map((entry) => entry.clientMsgId));
  for (const { clientMsgId, status } of before.outbox) {
    if (status === "failed" || waiting.has(clientMsgId)) continue;
    const isInTimeline = [...answeredSeqs(clientMsgId)].some((seq) => seq <= after.summary.lastSeq);
    must(isInTimeline, `${clientMsgId} is not taken away before it is in the timeline`, after, before);
  }
}

/** Time goes forward, and nothing is ever inserted between messages that were shown. */
function expectToFollow(before: Conversation, after: Conversation, answeredSeqs: AnsweredSeqs): void {
  expectNoneToVanish(before, after, answeredSeqs);
  must(after.cursor >= before.cursor, "The cursor never goes back", after, before);
  must(after.summary.lastSeq >= before.summary.lastSeq, "No message disappears from the end", after, before);
  must(after.summary.lastReadSeq >= before.summary.lastReadSeq, "The marker never goes back", after, before);
  must(
    after.own.confirmed.ownRev >= before.own.confirmed.ownRev,
    "Own marks never go back to older ones",
    after,
    before,
  );
  if (before.window === after.window || !before.window.loaded || !after.window.loaded) return;
  const shown = before.window.messages;
  const first = shown[0]?.seq ?? before.summary.lastSeq + 1;
  for (const message of after.window.messages) {
    if (message.seq > before.summary.lastSeq) return;
    if (message.seq < first) {
      must(!before.window.reachedStart, "Nothing comes before the first message", after, before);
      continue;
    }
    const known = shown[message.seq - first];
    must(known?.messageId === message.messageId, "A place keeps its message", after, before);
    must(known !== undefined && known.rev <= message.rev, "A message never goes back", after, before);
  }
}
