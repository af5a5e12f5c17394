import { Refusal } from "@oschat/protocol";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Send, SendResult } from "./append-messages.ts";
import { createGroupCommit, type GroupCommit } from "./group-commit.ts";

interface Commit {
  bodies: string[];
  succeed(): void;
  fail(error: Error): void;
}

let commits: Commit[];
let groupCommit: GroupCommit;

beforeEach(() => {
  vi.useFakeTimers();
  commits = [];
  groupCommit = createGroupCommit(
    (sends) =>
      new Promise((resolve, reject) => {
        const results = sends.map((): SendResult => ({ outcome: "not_found" }));
        commits.push({ bodies: sends.map(({ body }) => body), succeed: () => resolve(results), fail: reject });
      }),
    pino({ level: "silent" }),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

const send = (body: string, conversationId = "a"): Promise<SendResult> =>
  groupCommit.send({ messageId: body, body, conversationId, senderId: "ada", clientMsgId: body } satisfies Send);
const sendAll = (bodies: string[], conversationId?: string) => bodies.map((body) => send(body, conversationId));
const bodies = () => commits.map((commit) => commit.bodies.join(""));

async function succeed(index: number): Promise<void> {
  commits[index]?.succeed();
  await vi.advanceTimersByTimeAsync(0);
}

const BROKEN = new Error("Connection terminated unexpectedly");

function answerInTurn(answers: (Error | SendResult[])[]): void {
  groupCommit = createGroupCommit(
    async () => {
      const answer = answers.shift() ?? [];
      if (answer instanceof Error) throw answer;
      return answer;
    },
    pino({ level: "silent" }),
  );
}

describe("group commit", () => {
  it("commits a single send at once, and together what comes meanwhile", async () => {
    sendAll(["1", "2", "3"]);
    expect(bodies()).toEqual(["1"]);
    await succeed(0);
    expect(bodies()).toEqual(["1", "23"]);
  });

  it("begins the next commit before it tells the senders of the last", async () => {
    const first = send("1").then(() => expect(bodies()).toEqual(["1", "23"]));
    sendAll(["2", "3"]);
    await succeed(0);
    await first;
  });

  it("has a second commit of other conversations under way once many wait", () => {
    send("a", "a");
    for (let count = 1; count <= 31; count += 1) send("b", "b");
    expect(bodies()).toEqual(["a"]);
    send("b", "b");
    expect(bodies()).toEqual(["a", "b".repeat(32)]);
    for (let count = 1; count <= 32; count += 1) send("c", "c");
    expect(bodies()).toHaveLength(2);
  });

  it("[O3] lets others overtake a commit that is held up, and never its own conversations", async () => {
    sendAll(["1", "2"], "a");
    sendAll(["3", "4"], "b");
    send("x", "c");
    await vi.advanceTimersByTimeAsync(49);
    expect(bodies()).toEqual(["1"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(bodies()).toEqual(["1", "34x"]);
    send("y", "c");
    expect(bodies()).toEqual(["1", "34x"]);
    await succeed(1);
    expect(bodies()).toEqual(["1", "34x", "y"]);
    await succeed(2);
    expect(bodies()).toEqual(["1", "34x", "y"]);
    await succeed(0);
    expect(bodies()).toEqual(["1", "34x", "y", "2"]);
  });

  it("has a bounded number of commits under way, however many are held up", async () => {
    for (const conversation of ["a", "b", "c", "d", "e"]) {
      send(conversation, conversation);
      await vi.advanceTimersByTimeAsync(110);
    }
    expect(bodies()).toEqual(["a", "b", "c", "d"]);
    await succeed(2);
    expect(bodies()).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("harms nobody with one bad conversation: what failed together is tried apart", async () => {
    send("0", "x");
    const [bad, good] = [send("1", "a"), send("2", "b")];
    const refused = expect(bad).rejects.toThrow("something about a");
    await succeed(0);
    expect(bodies()).toEqual(["0", "12"]);
    commits[1]?.fail(new Error("something about a"));
    await vi.advanceTimersByTimeAsync(0);
    expect(bodies()).toEqual(["0", "12", "1", "2"]);
    commits[2]?.fail(new Error("something about a"));
    await succeed(3);
    await refused;
    expect(await good).toEqual({ outcome: "not_found" });
  });

  it("refuses beyond ten thousand, with when to try again", async () => {
    for (let count = 0; count <= 10_000; count += 1) void send(String(count));
    const refusal = await send("one too many").catch((error) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal.toWire("request").error).toMatchObject({ code: "overloaded", retryable: true, retryAfterMs: 500 });
  });

  it("finishes what it accepted, and accepts no more", async () => {
    const accepted = sendAll(["1", "2", "3"]);
    let isFinished = false;
    const finishing = groupCommit.finish().then(() => {
      isFinished = true;
    });
    await expect(send("4")).rejects.toMatchObject({ code: "overloaded" });
    await succeed(0);
    expect(bodies()).toEqual(["1", "23"]);
    expect(isFinished).toBe(false);
    await succeed(1);
    await finishing;
    expect(await Promise.all(accepted)).toHaveLength(3);
  });

  it("takes a message for stored just now that its broken commit stored, once", async () => {
    const stored = { outcome: "repeated", ack: { messageId: "1" } } as SendResult;
    answerInTurn([BROKEN, [stored], BROKEN, [stored]]);
    await expect(send("1")).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(await send("2")).toMatchObject({ outcome: "stored" });
    await expect(send("3")).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(await send("4")).toMatchObject({ outcome: "repeated" });
  });

  it("takes no message for news that another commit stored", async () => {
    answerInTurn([BROKEN, [{ outcome: "repeated", ack: { messageId: "0" } } as SendResult]]);
    await expect(send("1")).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(await send("2")).toMatchObject({ outcome: "repeated" });
  });
});
