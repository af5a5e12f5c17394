import { expect, it } from "vitest";
import { parseQuery } from "./parse-query.ts";

it("reads a leading sign, in either width", () => {
  expect(parseQuery("ada")).toMatchObject({ scope: "all", words: "ada" });
  expect(parseQuery("@ada")).toMatchObject({ scope: "people", words: "ada" });
  expect(parseQuery(" ＠ada")).toMatchObject({ scope: "people", words: "ada" });
  expect(parseQuery("＃ lunch")).toMatchObject({ scope: "groups", words: "lunch" });
  expect(parseQuery("＞")).toMatchObject({ scope: "commands", words: "" });
  expect(parseQuery("？")).toMatchObject({ scope: "help", words: "" });
});

it("knows an address that is complete", () => {
  expect(parseQuery("Ada@Example.org").email).toBe("ada@example.org");
  expect(parseQuery("@ada@example.org").email).toBe("ada@example.org");
  expect(parseQuery("ada@").email).toBeNull();
  expect(parseQuery("#ada@example.org").email).toBeNull();
});
