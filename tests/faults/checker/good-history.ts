/**
 * Histories of runs in which everything went well, made from a list of acts: one group, where ada and ben write on engines, cleo over
 * REST, and dan comes and goes. What the checker is tested with.
 */
import type { SystemEvent } from "@oschat/protocol";
import type { DeviceInfo, Entry, FinalView, Happening, History, Operation, SeenMessage } from "../history/entry.ts";

const GROUP = "group";
const STEP_MS = 10;
const HEALING_MS = 1_000;

type Person = "ada" | "ben" | "cleo" | "dan";
const SENDING_DEVICES: Record<Person, string> = {
  ada: "ada-engine-1",
  ben: "ben-stock-1",
  cleo: "cleo-rest-1",
  dan: "dan-engine-1",
};

export type Act =
  | { do: "send"; by: Person; outcome: "ok" | "fail" | "unanswered" | "unanswered and lost" }
  | { do: "edit"; nth: number }
  | { do: "delete"; nth: number }
  | { do: "mark-read"; by: "ada" | "dan"; seq: number }
  | { do: "add" }
  | { do: "remove" }
  | { do: "typing" }
  | { do: "restart"; device: "ada-engine-1" | "ada-engine-2" };

const DEVICES: readonly DeviceInfo[] = [
  { device: "ada-engine-1", userId: "ada", sessionId: "session-ada-1", kind: "engine" },
  { device: "ada-engine-2", userId: "ada", sessionId: "session-ada-2", kind: "engine" },
  { device: "ben-engine-1", userId: "ben", sessionId: "session-ben-1", kind: "engine" },
  { device: "ben-stock-1", userId: "ben", sessionId: "session-ben-2", kind: "stock" },
  { device: "cleo-rest-1", userId: "cleo", sessionId: "session-cleo-1", kind: "rest" },
  { device: "dan-engine-1", userId: "dan", sessionId: "session-dan-1", kind: "engine" },
  { device: "dan-stock-1", userId: "dan", sessionId: "session-dan-2", kind: "stock" },
];

export function goodHistory(acts: readonly Act[]): History {
  const entries: Entry[] = [];
  const rows: SeenMessage[] = [];
  const members = new Map<string, number>(["ada", "ben", "cleo"].map((userId) => [userId, 0]));
  const onScreen = new Map<string, Set<string>>();
  let at = 0;
  let lastRev = 0;
  let ops = 0;

  function write(device: string, happening: Happening): void {
    at += STEP_MS;
    entries.push({ at, device, ...happening });
  }

  function membersOn(kind: DeviceInfo["kind"]): DeviceInfo[] {
    return DEVICES.filter((info) => info.kind === kind && members.has(info.userId));
  }

  function show(device: string, messages: readonly SeenMessage[]): void {
    const screen = onScreen.get(device) ?? new Set();
    for (const { messageId } of messages) screen.add(messageId);
    onScreen.set(device, screen);
    write(device, { type: "shown", conversationId: GROUP, messages: structuredClone([...messages]) });
  }

  function tell(message: SeenMessage, event: "message:new" | "message:updated"): void {
    for (const { device } of membersOn("engine")) show(device, [message]);
    for (const { device } of membersOn("stock")) {
      write(device, { type: "heard", event, message: { ...message, conversationId: GROUP } });
    }
  }

  function unreadOf(userId: string): number {
    const above = rows.filter(({ seq, senderId }) => seq > (members.get(userId) ?? 0) && senderId !== userId);
    return above.filter(({ kind, isDeleted }) => kind === "text" && !isDeleted).length;
  }

  function mark(userId: string, seq: number): void {
    members.set(userId, Math.max(members.get(userId) ?? 0, Math.min(seq, rows.length)));
    for (const { device } of membersOn("engine").filter((info) => info.userId === userId)) {
      write(device, {
        type: "marker",
        conversationId: GROUP,
        lastReadSeq: members.get(userId) ?? 0,
        unread: unreadOf(userId),
      });
    }
  }

  function append(message: Pick<SeenMessage, "senderId" | "clientMsgId" | "kind" | "body" | "system">): SeenMessage {
    lastRev += 1;
    const seq = rows.length + 1;
    const row = { ...message, messageId: `message-${seq}`, seq, rev: lastRev, isDeleted: false };
    rows.push(row);
    return row;
  }

  function postNews(system: SystemEvent): SeenMessage {
    return append({ senderId: "ada", clientMsgId: `news-${rows.length}`, kind: "system", body: system.type, system });
  }

  function ask(device: string, operation: Operation): number {
    ops += 1;
    write(device, { type: "invoke", op: ops, operation });
    return ops;
  }

  function send({ by, outcome }: Extract<Act, { do: "send" }>): void {
    const device = SENDING_DEVICES[by];
    const clientMsgId = `client-${ops}`;
    const body = `text ${ops} by ${by}`;
    const op = ask(device, { do: "send", conversationId: GROUP, clientMsgId, body });
    const isRefused = outcome === "fail" || !members.has(by);
    if (outcome === "unanswered and lost") write(device, { type: "unknown", op, why: "no answer" });
    else if (isRefused) write(device, { type: "fail", op, code: "not_found" });
    if (outcome === "unanswered and lost" || isRefused) return;
    const row = append({ senderId: by, clientMsgId, kind: "text", body, system: null });
    const { messageId, seq, rev } = row;
    if (device.includes("rest")) write(device, { type: "attempt", op, tookMs: STEP_MS, status: 201, result: "ok" });
    if (device.includes("engine"))
      write(device, { type: "outbox", conversationId: GROUP, clientMsgId, status: "sent", seq });
    if (outcome === "ok") write(device, { type: "ok", op, messageId, seq, rev });
    tell(row, "message:new");
    mark(by, seq);
  }

  function change(nth: number, kind: "edit" | "delete"): void {
    const texts = rows.filter((row) => row.kind === "text" && !row.isDeleted);
    const row = texts[nth % Math.max(1, texts.length)];
    if (row === undefined) return;
    const { messageId } = row;
    const body = kind === "edit" ? `edited ${ops}` : "";
    const target = { conversationId: GROUP, messageId };
    const op = ask("ada-engine-1", kind === "edit" ? { do: kind, ...target, body } : { do: kind, ...target });
    lastRev += 1;
    Object.assign(row, { rev: lastRev, body, isDeleted: kind === "delete" });
    write("ada-engine-1", { type: "ok", op, messageId, seq: row.seq, rev: lastRev });
    tell(row, "message:updated");
  }

  function moveDan(type: "member_added" | "member_removed"): void {
    const isIn = type === "member_added";
    if (members.has("dan") === isIn) return;
    const operation = { do: isIn ? "add-member" : "remove-member", conversationId: GROUP, userId: "dan" } as const;
    const op = ask("ada-engine-1", operation);
    const person = { userId: "dan", name: "Dan" };
    const news = postNews(
      isIn ? { type, ...person, avatarUrl: null, role: "member" } : { type: "member_removed", ...person },
    );
    if (!isIn) members.delete("dan");
    write("ada-engine-1", { type: "ok", op, messageId: null, seq: null, rev: null });
    tell(news, "message:new");
    if (isIn) {
      members.set("dan", rows.length);
      show("dan-engine-1", rows);
    } else {
      onScreen.delete("dan-engine-1");
      write("dan-engine-1", { type: "gone", conversationId: GROUP });
    }
  }

  function start(device: string): void {
    const held = rows.filter(({ messageId }) => onScreen.get(device)?.has(messageId));
    write(device, { type: "started", outbox: [] });
    write(device, { type: "connection", status: "connecting" });
    if (held.length > 0) show(device, held);
    write(device, { type: "connection", status: "live" });
  }

  const perform: { [D in Act["do"]]: (act: Extract<Act, { do: D }>) => void } = {
    send,
    edit: ({ nth }) => change(nth, "edit"),
    delete: ({ nth }) => change(nth, "delete"),
    "mark-read"({ by, seq }) {
      if (members.has(by)) mark(by, seq);
    },
    add: () => moveDan("member_added"),
    remove: () => moveDan("member_removed"),
    typing: () => write("ben-stock-1", { type: "typing", conversationId: GROUP, userId: "ada" }),
    restart: ({ device }) => start(device),
  };

  for (const { device } of DEVICES) start(device);
  tell(postNews({ type: "group_created", title: "Group" }), "message:new");
  write("harness", { type: "phase", phase: "load" });
  for (const act of acts) perform[act.do](act as never);
  write("harness", { type: "sample", rssMb: 120, loopDelayMs: 5, handles: 20, databaseMb: 30, deadRows: 0 });
  write("harness", { type: "phase", phase: "healing" });
  at += HEALING_MS;
  write("harness", { type: "phase", phase: "quiet" });

  const viewOf = (userId: string): FinalView[] => {
    const lastReadSeq = members.get(userId);
    if (lastReadSeq === undefined) return [];
    const messages = structuredClone(rows);
    return [{ conversationId: GROUP, messages, lastReadSeq, unread: unreadOf(userId), pending: 0 }];
  };
  return {
    scenario: "good",
    seed: 1,
    devices: [...DEVICES],
    initialMembers: [{ conversationId: GROUP, userIds: ["ada", "ben", "cleo"] }],
    entries,
    final: {
      devices: DEVICES.filter(({ kind }) => kind === "engine").map(({ device, userId }) => ({
        device,
        views: viewOf(userId),
      })),
      rest: ["ada", "ben", "cleo", "dan"].map((userId) => ({ userId, views: viewOf(userId) })),
      database: {
        conversations: [{ id: GROUP, type: "group", lastSeq: rows.length, lastRev }],
        messages: rows.map((row) => ({ ...row, conversationId: GROUP, createdAt: row.seq })),
        members: [...members].map(([userId, lastReadSeq]) => ({ conversationId: GROUP, userId, lastReadSeq })),
      },
    },
  };
}
