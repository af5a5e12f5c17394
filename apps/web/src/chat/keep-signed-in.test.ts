import { expect, it } from "vitest";
import { isAskingDue } from "./keep-signed-in.ts";

const HOUR = 3_600_000;

it("asks whose session this is when the server has not said so for half a day", () => {
  expect(isAskingDue(null, 0)).toBe(true);
  expect(isAskingDue(HOUR, 12 * HOUR)).toBe(false);
  expect(isAskingDue(HOUR, 14 * HOUR)).toBe(true);
});
