import { pino } from "pino";
import type { Socket } from "socket.io";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../http/authentication.ts";
import { type Change, createGate, type Gate, type Membership } from "./gate.ts";
import { createListeners, type Listeners } from "./listeners.ts";

const CONVERSATION = "c";

let listeners: Listeners;
let membership: Membership;
let isUp: boolean;
let looks: number;
/** Each delivery, with who listened then. */
let delivered: [packet: string, ...hearers: string[]][];
let gate: Gate;
let failure: Error | null;

beforeEach(() => {
  listeners = createListeners();
  for (const id of ["ada", "bob"]) {
    listeners.add({} as Socket, { user: { id }, sessionId: id } as Actor);
    listeners.hear(id, [CONVERSATION]);
  }
  membership = { lastRev: 0, userIds: new Set(["ada", "bob"]) };
  isUp = true;
  looks = 0;
  delivered = [];
  failure = null;
  gate = createGate({
    listeners,
    async readMemberships() {
      looks += 1;
      if (failure !== null) throw failure;
      return new Map([[CONVERSATION, membership]]);
    },
    deliver: (id, packet) => delivered.push([packet, ...listeners.hearersOf(id)]),
    isUp: () => isUp,
    onLook() {},
    log: pino({ level: "silent" }),
  });
});

const change = (rev: number, changesMembers = false): Change => ({ rev, changesMembers, packet: `${rev}` });

/** As a commit does it: in the database first. */
function commit(rev: number, members: string[] = ["ada", "bob"]): Change {
  membership = { lastRev: rev, userIds: new Set(members) };
  return change(rev);
}

/** The listeners are right as of this revision. */
async function verified(rev: number): Promise<void> {
  gate.offer(CONVERSATION, commit(rev));
  await expect.poll(() => delivered.length).toBe(1);
  delivered = [];
  looks = 0;
}

describe("the gate", () => {
  it("[A1] looks before the first change, and lets those that follow through at once", async () => {
    gate.offer(CONVERSATION, commit(7, ["ada"]));
    expect(delivered).toEqual([]);
    await expect.poll(() => delivered).toEqual([["7", "ada"]]);
    gate.offer(CONVERSATION, change(8));
    expect(delivered).toEqual([
      ["7", "ada"],
      ["8", "ada"],
    ]);
    expect(looks).toBe(1);
  });

  it("holds what comes early until the one before it comes", async () => {
    await verified(7);
    gate.offer(CONVERSATION, change(9));
    gate.offer(CONVERSATION, change(10));
    expect(delivered).toEqual([]);
    gate.offer(CONVERSATION, change(8));
    expect(delivered.map(([packet]) => packet)).toEqual(["8", "9", "10"]);
    expect(looks).toBe(0);
  });

  it("[A1] takes a change that stays away for a removal, and looks", async () => {
    await verified(7);
    gate.offer(CONVERSATION, commit(9, ["ada"]));
    await expect.poll(() => delivered, { timeout: 5_000 }).toEqual([["9", "ada"]]);
    gate.offer(CONVERSATION, change(8));
    expect(delivered).toEqual([
      ["9", "ada"],
      ["8", "ada"],
    ]);
    expect(looks).toBe(1);
  });

  it("[A1] looks at once when nothing can come from other nodes", async () => {
    await verified(7);
    isUp = false;
    gate.offer(CONVERSATION, commit(9, ["ada"]));
    expect(gate.isVerified(CONVERSATION)).toBe(false);
    await expect.poll(() => delivered).toEqual([["9", "ada"]]);
  });

  it("[A1] looks before it lets a change of the members through, and nothing overtakes that", async () => {
    await verified(7);
    membership = { lastRev: 9, userIds: new Set(["ada"]) };
    gate.offer(CONVERSATION, change(8, true));
    gate.offer(CONVERSATION, change(9));
    expect(delivered).toEqual([]);
    await expect
      .poll(() => delivered)
      .toEqual([
        ["8", "ada"],
        ["9", "ada"],
      ]);
  });

  it("[A1] delivers nothing that it holds when the database cannot say who may read it", async () => {
    await verified(7);
    failure = new Error("the database is away");
    gate.offer(CONVERSATION, change(8, true));
    await expect.poll(() => looks).toBe(1);
    failure = null;
    gate.offer(CONVERSATION, commit(9, ["ada"]));
    await expect.poll(() => delivered).toEqual([["9", "ada"]]);
  });

  it("[A1] knows nothing any more of a conversation that nobody listened to for a while", async () => {
    await verified(7);
    for (const id of ["ada", "bob"]) listeners.stopHearing(id, CONVERSATION);
    gate.offer(CONVERSATION, change(8, true));
    listeners.hear("ada", [CONVERSATION]);
    gate.offer(CONVERSATION, commit(9, ["ada"]));
    expect(delivered).toEqual([]);
    await expect.poll(() => delivered).toEqual([["9", "ada"]]);
  });

  it("makes whoever was added hear", async () => {
    for (const id of ["ada", "bob"]) listeners.stopHearing(id, CONVERSATION);
    commit(3, ["bob"]);
    await gate.look(CONVERSATION);
    expect(listeners.hearersOf(CONVERSATION)).toEqual(["bob"]);
  });
});
