import { LIMITS, MessageBody } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { outgoingText, roomLeft } from "./outgoing-text.ts";

describe("outgoingText", () => {
  it("takes empty lines off both ends and keeps the rest, indentation included", () => {
    expect(outgoingText("\n \n  code\n\n  more \n\n")).toBe("  code\n\n  more");
  });

  it("makes one kind of line break", () => {
    expect(outgoingText("a\r\nb\rc")).toBe("a\nb\nc");
  });

  it("is always accepted by the protocol when anything is left", () => {
    expect(MessageBody.safeParse(outgoingText("a\0b\uD83Dc")).success).toBe(true);
  });

  it("leaves nothing of white space", () => {
    expect(outgoingText(" \n\t ")).toBe("");
  });
});

describe("roomLeft", () => {
  it("counts code points from nine tenths of the limit on", () => {
    expect(roomLeft("x".repeat(3_599)).kind).toBe("plenty");
    expect(roomLeft("x".repeat(3_600))).toEqual({ kind: "little", left: 400 });
    expect(roomLeft("🎉".repeat(3_000)).kind).toBe("plenty");
    expect(roomLeft("🎉".repeat(LIMITS.bodyCodePoints))).toEqual({ kind: "little", left: 0 });
    expect(roomLeft("🎉".repeat(LIMITS.bodyCodePoints + 1))).toEqual({ kind: "none", excess: 1 });
  });
});
