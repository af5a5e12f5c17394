import { describe, expect, it } from "vitest";
import { createBudgets } from "./budgets.ts";

describe("budgets", () => {
  it("[E1] refuse beyond the limit, and say when to try again", async () => {
    const budgets = createBudgets(true);
    await budgets.chargePerson("ada", 1_200);
    await expect(budgets.chargePerson("ada", 1)).rejects.toMatchObject({ code: "rate_limited" });
    await expect(budgets.chargePerson("ada", 1)).rejects.toHaveProperty("details.retryAfterMs");
    await budgets.chargePerson("bob", 1);
  });

  it("count a whole IPv6 network as one address", async () => {
    const budgets = createBudgets(true);
    await budgets.chargeAddress("2001:db8:1:2::1", 1_200);
    await expect(budgets.chargeAddress("2001:db8:1:2:aaaa:bbbb:cccc:dddd", 1)).rejects.toMatchObject({
      code: "rate_limited",
    });
    await budgets.chargeAddress("2001:db8:1:3::1", 1);
    await budgets.chargeAddress("::1", 1);
  });

  it("do not count when switched off", async () => {
    await createBudgets(false).chargePerson("ada", 1_000_000);
  });
});
