/**
 * WebSocket frames (RFC 6455) out of the bytes of a connection that begins with HTTP and may be upgraded. What belongs to no frame,
 * such as the HTTP before the upgrade, comes out as it went in.
 */

export interface Frame {
  /** As on the wire, whole. */
  readonly bytes: Buffer;
  readonly isFinal: boolean;
  readonly opcode: number;
  /** The payload, unmasked. */
  payload(): Buffer;
}

/** Either a whole frame, or bytes outside of frames. */
export type Part = { frame: Frame } | { bytes: Buffer };

export interface FrameReader {
  /** What is complete with these bytes, in order. */
  read(bytes: Buffer): Part[];
  /** Bytes of a frame that is not complete. */
  readonly rest: Buffer;
}

export const OPCODE = { continuation: 0x0, text: 0x1 } as const;
export const FIRST_CONTROL_OPCODE = 0x8;

const END_OF_HEAD = "\r\n\r\n";
const NOTHING = Buffer.alloc(0);

/** The heads after which frames follow: of the request towards the server, of the answer towards the client. */
const UPGRADE = {
  up: { begins: "GET ", says: /\r\nupgrade: *websocket\r\n/i },
  down: { begins: "HTTP/1.1 101", says: /^HTTP\/1\.1 101/ },
};

/** @param direction which way the bytes go, `up` being towards the server */
export function createFrameReader(direction: "up" | "down"): FrameReader {
  let isUpgraded = false;
  let rest: Buffer = NOTHING;

  function readHead(bytes: Buffer): Part[] {
    const { begins, says } = UPGRADE[direction];
    const start = bytes.subarray(0, begins.length).toString("latin1");
    if (!begins.startsWith(start)) return [{ bytes }];
    const end = bytes.indexOf(END_OF_HEAD);
    if (end < 0) {
      rest = bytes;
      return [];
    }
    if (!says.test(bytes.subarray(0, end + 2).toString("latin1"))) return [{ bytes }];
    isUpgraded = true;
    const head = end + END_OF_HEAD.length;
    return [{ bytes: bytes.subarray(0, head) }, ...readFrames(bytes.subarray(head))];
  }

  function readFrames(bytes: Buffer): Part[] {
    const parts: Part[] = [];
    let start = 0;
    for (let length = frameLength(bytes, start); length !== null; length = frameLength(bytes, start)) {
      parts.push({ frame: toFrame(bytes.subarray(start, start + length)) });
      start += length;
    }
    rest = bytes.subarray(start);
    return parts;
  }

  return {
    get rest() {
      return rest;
    },
    read(bytes) {
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      rest = NOTHING;
      return isUpgraded ? readFrames(all) : readHead(all);
    },
  };
}

/** Bytes of the whole frame that begins there; null while it is not all there. */
function frameLength(bytes: Buffer, start: number): number | null {
  const head = headOf(bytes, start);
  if (head === null) return null;
  const length = head.bytes + head.payloadBytes;
  return start + length <= bytes.length ? length : null;
}

function headOf(bytes: Buffer, start: number): { bytes: number; payloadBytes: number; isMasked: boolean } | null {
  if (bytes.length < start + 2) return null;
  const second = bytes.readUInt8(start + 1);
  const isMasked = (second & 0x80) !== 0;
  const short = second & 0x7f;
  const extended = short === 127 ? 8 : short === 126 ? 2 : 0;
  const head = 2 + extended + (isMasked ? 4 : 0);
  if (bytes.length < start + head) return null;
  const payloadBytes =
    extended === 8 ? Number(bytes.readBigUInt64BE(start + 2)) : extended === 2 ? bytes.readUInt16BE(start + 2) : short;
  return { bytes: head, payloadBytes, isMasked };
}

function toFrame(bytes: Buffer): Frame {
  const first = bytes.readUInt8(0);
  return {
    bytes,
    isFinal: (first & 0x80) !== 0,
    opcode: first & 0x0f,
    payload() {
      const head = headOf(bytes, 0);
      if (head === null) return NOTHING;
      const payload = bytes.subarray(head.bytes);
      return head.isMasked ? unmasked(payload, bytes.subarray(head.bytes - 4, head.bytes)) : payload;
    },
  };
}

function unmasked(payload: Buffer, mask: Buffer): Buffer {
  return Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] as number)));
}
