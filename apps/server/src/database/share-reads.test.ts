import { describe, expect, it } from "vitest";
import { shareReads } from "./share-reads.ts";

function stage() {
  const started: { key: string; answer(value: string): void; fail(error: Error): void }[] = [];
  const read = shareReads(
    (key: string) =>
      new Promise<string>((answer, fail) => {
        started.push({ key, answer, fail });
      }),
  );
  return { read, started };
}

describe("identical reads that come together", () => {
  it("[A1] [S2] share the next read, never one that began before they asked", async () => {
    const { read, started } = stage();
    const first = read("ada");
    const [second, third] = [read("ada"), read("ada")];
    expect(started).toHaveLength(1);
    started[0]?.answer("before");
    expect(await first).toBe("before");
    started[1]?.answer("after");
    expect(await Promise.all([second, third])).toEqual(["after", "after"]);
    expect(started).toHaveLength(2);
  });

  it("goes on like that: who asks during the second read gets a third", async () => {
    const { read, started } = stage();
    const first = read("ada");
    const second = read("ada");
    started[0]?.answer("1");
    await first;
    const [third, fourth] = [read("ada"), read("ada")];
    started[1]?.answer("2");
    expect(await second).toBe("2");
    started[2]?.answer("3");
    expect(await Promise.all([third, fourth])).toEqual(["3", "3"]);
    expect(started).toHaveLength(3);
  });

  it("are read again once nobody waits", async () => {
    const { read, started } = stage();
    const first = read("ada");
    started[0]?.answer("1");
    await first;
    const second = read("ada");
    started[1]?.answer("2");
    expect(await second).toBe("2");
  });

  it("never share with somebody else", async () => {
    const { read, started } = stage();
    void read("ada");
    void read("bob");
    expect(started.map(({ key }) => key)).toEqual(["ada", "bob"]);
  });

  it("do not fail because one before them did", async () => {
    const { read, started } = stage();
    const first = read("ada");
    const second = read("ada");
    started[0]?.fail(new Error("no database"));
    await expect(first).rejects.toThrow("no database");
    started[1]?.answer("2");
    expect(await second).toBe("2");
  });
});
