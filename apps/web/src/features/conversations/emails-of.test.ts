import type { FoundPerson } from "@oschat/protocol";
import { expect, it } from "vitest";
import { emailsOf } from "./emails-of.ts";

const ada: FoundPerson = { id: "ada", name: "Ada", email: "ada@example.org", avatarUrl: null };

it("takes those picked, and an address left in the field", () => {
  expect(emailsOf([ada], " ")).toEqual(["ada@example.org"]);
  expect(emailsOf([ada], "Bob@example.org ")).toEqual(["ada@example.org", "bob@example.org"]);
  expect(emailsOf([ada], "ada@example.org")).toEqual(["ada@example.org"]);
});

it("leaves nothing out silently: text that is no address is no answer", () => {
  expect(emailsOf([ada], "bob")).toBeNull();
});
