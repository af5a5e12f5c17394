import { describe, expect, it } from "vitest";
import { textParser } from "./text-parser.ts";

function reader() {
  const heard: unknown[] = [];
  const decoder = new textParser.Decoder();
  decoder.on("decoded", ({ data }) => heard.push(data));
  return { heard, decoder };
}

describe("the parser of text", () => {
  it("tells each connection its own packets, until it listens no more", () => {
    const [ada, bob] = [reader(), reader()];
    ada.decoder.add('2["from","ada"]');
    bob.decoder.add('2["from","bob"]');
    bob.decoder.removeListener();
    bob.decoder.add('2["from","bob","again"]');
    expect([ada.heard, bob.heard]).toEqual([[["from", "ada"]], [["from", "bob"]]]);
  });

  it.each(['51-["a",{"_placeholder":true,"num":0}]', "61-1[]", Buffer.from("bytes"), "2[", "9"])(
    "{C8} refuses what is no packet of text (%s), and goes on reading others",
    (frame) => {
      const { heard, decoder } = reader();
      expect(() => decoder.add(frame)).toThrow();
      decoder.add('2["next"]');
      expect(heard).toEqual([["next"]]);
    },
  );
});
