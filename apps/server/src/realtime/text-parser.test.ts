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

  it("{C8} [E1] tells of a packet with bytes what stands in their place, and drops the bytes", () => {
    const { heard, decoder } = reader();
    const place = { _placeholder: true, num: 0 };
    decoder.add('51-["a",{"_placeholder":true,"num":0}]');
    expect(() => decoder.add('2["out of turn"]')).toThrow();
    decoder.add(Buffer.from("bytes"));
    decoder.add('2["next"]');
    expect(heard).toEqual([["a", place], ["next"]]);
    expect(() => decoder.add(Buffer.from("more"))).toThrow();
  });

  it.each(["5-[]", '5123-["a"]', Buffer.from("bytes"), "2[", "9"])(
    "{C8} refuses what is no packet of text (%s), and goes on reading others",
    (frame) => {
      const { heard, decoder } = reader();
      expect(() => decoder.add(frame)).toThrow();
      decoder.add('2["next"]');
      expect(heard).toEqual([["next"]]);
    },
  );
});
