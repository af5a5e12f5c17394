import { expect, it } from "vitest";
import { pageTitle, unreadText } from "./unread-text.ts";

it("[R1] counts exactly up to 99", () => {
  expect(unreadText(99)).toBe("99");
  expect(unreadText(100)).toBe("99+");
});

it("shows the sum in the page's title, and nothing when all is read", () => {
  expect(pageTitle(3)).toBe("(3) oschat");
  expect(pageTitle(0)).toBe("oschat");
});
