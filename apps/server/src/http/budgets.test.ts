import { pino } from "pino";
import { describe, expect, it } from "vitest";
import type { RateLimits } from "../config-limits.ts";
import { createBudgets, Flood, type MakeCounting } from "./budgets.ts";
import { createCountingInMemory } from "./counting.ts";

const LIMITS: RateLimits = {
  person: 10,
  address: 10,
  signIns: 10,
  connections: 10,
  creations: 10,
  lookups: 10,
  lookupsByAddress: 10,
};

const inMemory: MakeCounting = ({ seconds }) => createCountingInMemory(seconds);

function makeBudgets() {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line) => lines.push(line) });
  return { budgets: createBudgets(LIMITS, inMemory, log), lines };
}

describe("budgets", () => {
  it("[E1] {C11, J1} refuse beyond the limit, and say when to try again", async () => {
    const { budgets } = makeBudgets();
    await budgets.charge("person", "ada", 10);
    const refused = budgets.charge("person", "ada", 1);
    await expect(refused).rejects.toMatchObject({
      code: "rate_limited",
      details: { retryAfterMs: expect.any(Number) },
    });
    await budgets.charge("person", "bob", 1);
    await budgets.charge("lookups", "ada", 1);
  });

  it("{J1} count a whole IPv6 network as one address, and a mapped IPv4 address as itself", async () => {
    const { budgets } = makeBudgets();
    await budgets.charge("address", "2001:db8:1:2::1", 10);
    await expect(budgets.charge("address", "2001:db8:1:2:a:b:c:d", 1)).rejects.toMatchObject({ code: "rate_limited" });
    await budgets.charge("address", "2001:db8:1:3::1", 1);
    await budgets.charge("address", "192.0.2.1", 10);
    await expect(budgets.charge("address", "::ffff:192.0.2.1", 1)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("{C4, C11} know whoever does not stop", async () => {
    const { budgets } = makeBudgets();
    const outcomes: boolean[] = [];
    for (let count = 0; count < 25; count += 1) {
      outcomes.push(
        await budgets.charge("person", "ada", 1).then(
          () => false,
          (error) => error instanceof Flood,
        ),
      );
    }
    expect(outcomes.lastIndexOf(false)).toBe(19);
  });

  it("{J5} are logged when they are spent, once", async () => {
    const { budgets, lines } = makeBudgets();
    for (let count = 0; count < 20; count += 1) await budgets.charge("address", "192.0.2.1", 1).catch(() => {});
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ event: "rate_limited", budget: "address", address: "192.0.2.1" }),
    ]);
  });

  it("give back, and take for what was given, without refusing", async () => {
    const { budgets } = makeBudgets();
    await budgets.charge("address", "192.0.2.1", 10);
    budgets.adjust("address", "192.0.2.1", -3);
    await budgets.charge("address", "192.0.2.1", 3);
    budgets.adjust("person", "ada", 100);
    await expect(budgets.charge("person", "ada", 1)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("{J1} remember a bounded number, and forget the oldest first", async () => {
    const { budgets } = makeBudgets();
    await budgets.charge("address", "192.0.2.1", 10);
    for (let count = 0; count < 50_000; count += 1) {
      await budgets.charge("address", `2001:db8:${(count >> 16).toString(16)}:${(count & 0xffff).toString(16)}::1`, 10);
    }
    await budgets.charge("address", "192.0.2.1", 10);
    await expect(budgets.charge("address", "2001:db8:0:c34f::2", 1)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("do not count when switched off", async () => {
    await createBudgets(null, inMemory, pino({ level: "silent" })).charge("person", "ada", 1_000_000);
  });
});
