import { expect, it } from "vitest";
import { typedCode } from "./typed-code.ts";

it("finds a code that is being typed, after a space or at the beginning", () => {
  expect(typedCode("so :smi", 7)).toEqual({ from: 3, query: "smi" });
  expect(typedCode(":+1", 3)).toEqual({ from: 0, query: "+1" });
  expect(typedCode("一行\n：smile", 9)).toEqual({ from: 3, query: "smile" });
});

it("leaves times, addresses and single characters alone", () => {
  for (const text of ["at 10:30", "http://x", "so :D", "a:smi", ": smi"])
    expect(typedCode(text, text.length)).toBeNull();
});
