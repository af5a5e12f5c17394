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
  it("asks at once when alone, and puts what is asked meanwhile into one query", async () => {
    const { ask, queries, query } = controlled();
    const first = ask(1);
    const others = [ask(2), ask(3), ask(2)];
    expect(queries.map(({ keys }) => keys)).toEqual([[1]]);
    (await query(0)).answer();
    expect(await first).toBe("number 1");
    expect((await query(1)).keys).toEqual([2, 3]);
    (await query(1)).answer();
    expect(await Promise.all(others)).toEqual(["number 2", "number 3", "number 2"]);
  });

  it("asks afresh about what a query under way was asked about already", async () => {
    const { ask, query } = controlled();
    const before = ask(1);
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
    const next = ask(2);
    (await query(0)).fail(new Error("the connection broke"));
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
    for (let at = 0; at < 4; at += 1) {
      const { keys, answer } = await query(at);
      sizes.push(keys.length);
      answer();
    }
    expect(sizes).toEqual([1, 250, 250, 99]);
    expect(new Set(await Promise.all(all)).size).toBe(600);
  });
});
