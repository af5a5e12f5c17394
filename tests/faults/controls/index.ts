/** All negative controls, by name. */
import { type Control, inAppendMessages } from "./control.ts";

const APP = "apps/server/src/app.ts";
const NO_SWEEP = {
  file: "packages/protocol/src/limits.ts",
  find: "headsIntervalMs: 20_000",
  replace: "headsIntervalMs: 3_600_000",
};

export const CONTROLS: Record<string, Control> = {
  "early-acknowledgement": {
    wrong: "acknowledged and delivered before COMMIT",
    scenario: "T-pgkill",
    caughtBy: ["I1"],
    variant: [
      {
        file: APP,
        find: "createGroupCommit(append, log)",
        replace: `createGroupCommit((sends) => new Promise((resolve, reject) => {
          db.transaction().execute(async (tx) => {
            resolve(await appendMessages(tx, sends));
            await new Promise((next) => setTimeout(next, 300));
          }).catch(reject);
        }), log)`,
      },
    ],
  },
  "lazy-disk": {
    wrong: "the database answers before the disk has it (synchronous_commit=off)",
    scenario: "T-pgkill",
    caughtBy: ["I1"],
    plan: { databaseFlags: ["synchronous_commit=off", "wal_writer_delay=2s"], rate: 60 },
    variant: [],
  },
  "repeats-in-memory": {
    wrong: "repeats are looked up in the server's memory instead of the database",
    scenario: "T-ack",
    caughtBy: ["I1", "I4", "I5"],
    variant: [
      { sql: "alter table messages drop constraint messages_sender_id_client_msg_id_key" },
      inAppendMessages(
        "where e.sender_id = s.sender_id and e.client_msg_id = s.client_msg_id limit 1",
        "where false limit 1",
      ),
      {
        file: "apps/server/src/features/messages/send-message.ts",
        find: "const result = await groupCommit.send({ messageId: uuidv7(), conversationId, senderId, clientMsgId, body });",
        replace: `const known = (globalThis.knownSends ??= new Map());
          const key = senderId + clientMsgId;
          if (known.has(key)) return known.get(key);
          const result = await groupCommit.send({ messageId: uuidv7(), conversationId, senderId, clientMsgId, body });
          if (result.outcome === "stored") known.set(key, result.ack);`,
      },
    ],
  },
  "repeats-of-anybody": {
    wrong: "repeats are looked up without the sender: somebody else's id answers for mine",
    scenario: "T-dup",
    caughtBy: ["I1", "I9"],
    variant: [
      inAppendMessages(
        "where e.sender_id = s.sender_id and e.client_msg_id = s.client_msg_id limit 1",
        "where e.client_msg_id = s.client_msg_id limit 1",
      ),
    ],
  },
  "numbers-for-repeats": {
    wrong: "a repeat takes a number as well, which then is nobody's",
    scenario: "T-dup",
    caughtBy: ["I8"],
    variant: [
      inAppendMessages(
        "from judged j where j.is_member and j.old_id is null and j.attempt = 1",
        "from judged j where j.is_member",
      ),
      inAppendMessages(
        "from conversations c where c.id = j.conversation_id limit 1) c\n  ),",
        "from conversations c where c.id = j.conversation_id limit 1) c\n    where j.old_id is null and j.attempt = 1\n  ),",
      ),
    ],
  },
  "late-removal": {
    wrong: "who hears a conversation is known from a cache that is five seconds old",
    scenario: "T-member",
    caughtBy: ["I16"],
    variant: [
      {
        file: "apps/server/src/features/conversations/remove-member.ts",
        find: "endNow();\n      return message;",
        replace: "setTimeout(endNow, 5_000);\n      return message;",
      },
    ],
  },
  "open-session": {
    wrong: "the connections of an ended session stay open",
    scenario: "T-session",
    caughtBy: ["I18"],
    variant: [
      {
        file: "apps/server/src/realtime/gateway.ts",
        find: "authenticator.onSessionsEnded((sessionIds, reason) => endConnections(listeners, sessionIds, reason));",
        replace: "",
      },
    ],
  },
  "early-change": {
    wrong: "an edit is delivered inside its transaction, which may still fail",
    scenario: "T-pgkill",
    caughtBy: ["I6", "I19", "I20", "I21"],
    plan: { mix: { send: 40, edit: 50, delete: 5, markRead: 5, typing: 0 }, rate: 40 },
    variant: [
      {
        file: "apps/server/src/features/messages/change-message.ts",
        find: "return { message: presentMessage({ ...before, ...changes }), isChanged: changes !== null };",
        replace: `const message = presentMessage({ ...before, ...changes });
          if (changes !== null) delivery.deliver("message:updated", message, { conversation: conversationId });
          await new Promise((next) => setTimeout(next, 200));
          return { message, isChanged: false };`,
      },
    ],
  },
  "catch-up-by-place": {
    wrong: "catching up asks for what was sent since, not for what has changed since",
    scenario: "T-edit",
    caughtBy: ["I19", "I20"],
    variant: [
      {
        file: "apps/server/src/features/sync/sync.store.ts",
        find: "x.rev > a.rev and x.rev <= a.rev +",
        replace: "x.sent_rev > a.rev and x.sent_rev <= a.rev +",
      },
    ],
  },
  "words-of-the-deleted": {
    wrong: "a deleted message keeps its words",
    scenario: "T-edit",
    caughtBy: ["I19"],
    variant: [
      {
        file: "apps/server/src/features/messages/messages.store.ts",
        find: '.set({ body: "", rev, deleted_at',
        replace: ".set({ rev, deleted_at",
      },
    ],
  },
  "no-hold-back": {
    wrong: "the client applies whatever comes, gap or not",
    scenario: "T-gap",
    caughtBy: ["I2", "I14", "I19", "I20"],
    variant: [
      {
        file: "packages/client/src/lanes.ts",
        find: "lane.held.set(rev, message);\n      if",
        replace:
          "if (conversation !== undefined) return apply(id, [message], rev);\n      lane.held.set(rev, message);\n      if",
      },
    ],
  },
  "no-sweep": {
    wrong: "the client never compares heads on an open connection",
    scenario: "T-gap",
    caughtBy: ["I2", "I21"],
    variant: [NO_SWEEP],
  },
  "open-gate": {
    wrong: "a node delivers what it is told to whoever listened last, without asking whether it missed a removal",
    scenario: "T-apart",
    caughtBy: ["I16"],
    variant: [
      {
        file: "apps/server/src/realtime/gate.ts",
        find: "if (verifiedRev === null) return false;",
        replace: "if (verifiedRev !== undefined) return true;",
      },
    ],
  },
  "silent-nodes": {
    wrong: "what a dead node had not told is never found: no hint, and heads are not compared by the clock",
    scenario: "T-node",
    caughtBy: ["I21"],
    variant: [
      {
        file: "apps/server/src/realtime/several-nodes.ts",
        find: 'local.deliver("sync:hint", { withinMs: HINT_SPREAD_MS }, { user });',
        replace: "",
      },
      NO_SWEEP,
    ],
  },
};
