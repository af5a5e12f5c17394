import { describe, expect, it } from "vitest";
import { createFrameDropper } from "./frame-dropper.ts";

const HEAD = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
const OPCODES = { continuation: 0x0, text: 0x1, binary: 0x2, ping: 0x9 };

function frame(opcode: keyof typeof OPCODES, payload: string, isFinal = true): Buffer {
  const body = Buffer.from(payload);
  const first = OPCODES[opcode] | (isFinal ? 0x80 : 0);
  if (body.length < 126) return Buffer.concat([Buffer.from([first, body.length]), body]);
  const head = Buffer.alloc(body.length < 2 ** 16 ? 4 : 10);
  head.writeUInt8(first, 0);
  head.writeUInt8(head.length === 4 ? 126 : 127, 1);
  if (head.length === 4) head.writeUInt16BE(body.length, 2);
  else head.writeBigUInt64BE(BigInt(body.length), 2);
  return Buffer.concat([head, body]);
}

const event = (name: string, fill = "") => `42${JSON.stringify([name, fill])}`;
const isDropped = (text: string) => text.includes("dropped");

/** What is left of a stream that comes in pieces of so many bytes. */
function passed(stream: Buffer, bytes: number): Buffer {
  const drop = createFrameDropper(isDropped);
  const pieces: Buffer[] = [];
  for (let start = 0; start < stream.length; start += bytes) pieces.push(drop(stream.subarray(start, start + bytes)));
  return Buffer.concat(pieces);
}

describe("leaving frames out", () => {
  const kept = [frame("text", event("kept")), frame("text", event("kept", "x".repeat(300))), frame("ping", "")];
  const large = frame("text", event("kept", "y".repeat(70_000)));
  const stream = [
    Buffer.from(HEAD),
    kept[0],
    frame("text", event("dropped")),
    kept[1],
    frame("text", event("dropped", "z".repeat(70_000))),
    // A message in three frames, with a ping between them.
    frame("text", event("dropped").slice(0, 5), false),
    kept[2],
    frame("continuation", event("dropped").slice(5, 7), false),
    frame("continuation", event("dropped").slice(7)),
    large,
    frame("text", "2"),
    frame("binary", "dropped"),
  ] as Buffer[];
  const left = [Buffer.from(HEAD), ...kept, large, frame("text", "2"), frame("binary", "dropped")] as Buffer[];

  it.each([1, 2, 7, 1_000, 1_000_000])("leaves a valid stream when it comes in pieces of %i bytes", (bytes) => {
    expect(passed(Buffer.concat(stream), bytes).equals(Buffer.concat(left))).toBe(true);
  });

  it("passes HTTP as it is", () => {
    const answer = Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n${event("dropped")}`);
    expect(passed(answer, 1_000).equals(answer)).toBe(true);
  });
});
