/**
 * An event as it crosses the wire, encoded once whoever gets it: as a Socket.IO packet, and as the WebSocket frame around it.
 * Formats: Socket.IO protocol 5, Engine.IO protocol 4, RFC 6455.
 */

const MESSAGE = "4";
const EVENT = "2";
const FINAL_TEXT = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

/** The packet of an event in the main namespace, as Engine.IO's `write` takes it. */
export function encodeEvent(event: string, payload: unknown): string {
  return EVENT + JSON.stringify([event, payload]);
}

/** Whole frames of these packets, one after the other, ready for the network. */
export function encodeFrames(packets: readonly string[]): Buffer {
  const texts = packets.map((packet) => MESSAGE + packet);
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const frames = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + headBytes(length) + length, 0));
  let end = 0;
  for (const [index, text] of texts.entries()) {
    end = writeHead(frames, end, lengths[index] as number);
    end += frames.write(text, end);
  }
  return frames;
}

function headBytes(length: number): number {
  if (length < LENGTH_IN_16_BITS) return 2;
  return length < 2 ** 16 ? 4 : 10;
}

/** Returns where the payload begins. */
function writeHead(frames: Buffer, start: number, length: number): number {
  const second = frames.writeUInt8(FINAL_TEXT, start);
  if (length < LENGTH_IN_16_BITS) return frames.writeUInt8(length, second);
  if (length < 2 ** 16) return frames.writeUInt16BE(length, frames.writeUInt8(LENGTH_IN_16_BITS, second));
  return frames.writeBigUInt64BE(BigInt(length), frames.writeUInt8(LENGTH_IN_64_BITS, second));
}
