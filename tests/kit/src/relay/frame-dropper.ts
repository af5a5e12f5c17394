/** Leaves whole messages out of a stream of WebSocket frames towards a client; what remains is a valid stream. */
import { createFrameReader, FIRST_CONTROL_OPCODE, type Frame, OPCODE } from "./websocket-frames.ts";

/** Socket.IO's events and acknowledgements, as Engine.IO carries them. Everything else holds the connection together. */
const EVENT_OR_ACKNOWLEDGEMENT = /^4[23]/;

/**
 * Returns what is left of each piece. A message may come in several frames, between control frames.
 *
 * @param isDropped asked for each text that carries an event or an acknowledgement
 */
export function createFrameDropper(isDropped: (text: string) => boolean): (bytes: Buffer) => Buffer {
  const reader = createFrameReader("down");
  let message: Frame[] = [];

  function pass(frame: Frame): readonly Buffer[] {
    if (frame.opcode >= FIRST_CONTROL_OPCODE) return [frame.bytes];
    message.push(frame);
    if (!frame.isFinal) return [];
    const whole = message;
    message = [];
    return isLeftOut(whole) ? [] : whole.map(({ bytes }) => bytes);
  }

  function isLeftOut(frames: readonly Frame[]): boolean {
    if (frames[0]?.opcode !== OPCODE.text) return false;
    const text = Buffer.concat(frames.map((frame) => frame.payload())).toString();
    return EVENT_OR_ACKNOWLEDGEMENT.test(text) && isDropped(text);
  }

  return (bytes) =>
    Buffer.concat(reader.read(bytes).flatMap((part) => ("frame" in part ? pass(part.frame) : [part.bytes])));
}
