import { setImmediate as endOfTurn } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { askTogether } from "./ask-together.ts";

/** A database that answers when told to. */
function controlled() {
  const queries: { keys: number[]; answer(): void; fail(error: Error): void }[] = [];
  const ask = askTogether(
    (keys: number[]) =>
      new Promise<Map<number, string>>((resolve, reject) => {
        const known = keys.filter((key) => key >= 0);
        queries.push({
          keys,
          answer: () => resolve(new Map(known.map((key) => [key, `number ${key}`]))),
          fail: reject,
        });
      }),
  );
  const query = (at: number) =>
    vi.waitFor(() => {
      const one = queries[at];
      if (one === undefined) throw new Error(`there was no query ${at}`);
      return one;
    });
  return { ask, queries, query };
}

describe("asking together", () => {
  it("puts what is asked in one turn into one query", async () => {
    const { ask, query } = controlled();
    const all = [ask(1), ask(2), ask(1)];
    expect((await query(0)).keys).toEqual([1, 2]);
    (await query(0)).answer();
    expect(await Promise.all(all)).toEqual(["number 1", "number 2", "number 1"]);
  });

  it("asks at the end of the turn when alone, and puts what is asked meanwhile into one query", async () => {
    const { ask, queries, query } = controlled();
    const first = ask(1);
    await endOfTurn();
    expect(queries.map(({ keys }) => keys)).toEqual([[1]]);
    const others = [ask(2), ask(3), ask(2)];
    (await query(0)).answer();
    expect(await first).toBe("number 1");
    expect((await query(1)).keys).toEqual([2, 3]);
    (await query(1)).answer();
    expect(await Promise.all(others)).toEqual(["number 2", "number 3", "number 2"]);
  });

  it("asks afresh about what a query under way was asked about already", async () => {
    const { ask, query } = controlled();
    const before = ask(1);
    await query(0);
    const after = ask(1);
    (await query(0)).answer();
    await before;
    expect((await query(1)).keys).toEqual([1]);
    (await query(1)).answer();
    expect(await after).toBe("number 1");
  });

  it("answers undefined where there is no answer", async () => {
    const { ask, query } = controlled();
    const absent = ask(-1);
    (await query(0)).answer();
    expect(await absent).toBeUndefined();
  });

  it("fails the questions of a failed query, and goes on with the others", async () => {
    const { ask, query } = controlled();
    const failed = expect(ask(1)).rejects.toThrow("the connection broke");
    const failing = await query(0);
    const next = ask(2);
    failing.fail(new Error("the connection broke"));
    await failed;
    (await query(1)).answer();
    expect(await next).toBe("number 2");
    const later = ask(3);
    (await query(2)).answer();
    expect(await later).toBe("number 3");
  });

  it("bounds a query", async () => {
    const { ask, query } = controlled();
    const all = Array.from({ length: 600 }, (_, key) => ask(key));
    const sizes: number[] = [];
    for (let at = 0; at < 3; at += 1) {
      const { keys, answer } = await query(at);
      sizes.push(keys.length);
      answer();
    }
    expect(sizes).toEqual([250, 250, 100]);
    expect(new Set(await Promise.all(all)).size).toBe(600);
  });

  it("bounds a query as it is told", async () => {
    const keys: number[][] = [];
    const ask = askTogether(async (asked: number[]) => {
      keys.push(asked);
      return new Map(asked.map((key) => [key, key]));
    }, 2);
    expect(await Promise.all([ask(1), ask(2), ask(3)])).toEqual([1, 2, 3]);
    expect(keys).toEqual([[1, 2], [3]]);
  });
});
