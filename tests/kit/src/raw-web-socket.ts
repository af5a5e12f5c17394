/**
 * A WebSocket whose every bit is the test's own, for saying what no library would say. It answers nothing by itself, neither pings
 * nor goodbyes. Formats: RFC 6455; the server's frames are whole and not masked.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import type { Socket } from "node:net";
import type { Person } from "./person.ts";
import { until } from "./until.ts";

export const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const NO_CODE = 1005;

/** As a well-behaved client sends one: a whole text, masked. */
const WELL_BEHAVED = { opcode: OPCODES.text as number, isFinal: true, reservedBits: 0, isMasked: true };
export type FrameShape = typeof WELL_BEHAVED;

export interface RawWebSocket {
  /** Sends a frame, a well-behaved one but for what `shape` says. */
  send(payload: string | Buffer, shape?: Partial<FrameShape>): void;
  /** Straight to the network. */
  write(bytes: Buffer): void;
  /** The texts that the server said. */
  readonly heard: readonly string[];
  /** The code with which the server said goodbye, 1005 for none. */
  goodbye(): number | null;
  isClosed(): boolean;
  /** Stops reading; what the server says stays in the buffers on the way. */
  stopReading(): void;
  resumeReading(): void;
  destroy(): void;
}

/** A frame as it crosses the network. */
export function encodeFrame(payload: string | Buffer, shape: Partial<FrameShape> = {}): Buffer {
  const { opcode, isFinal, reservedBits, isMasked } = { ...WELL_BEHAVED, ...shape };
  const bytes = Buffer.from(payload);
  const head = [(isFinal ? 0x80 : 0) | (reservedBits << 4) | opcode];
  const maskBit = isMasked ? 0x80 : 0;
  if (bytes.length < 126) head.push(maskBit | bytes.length);
  else if (bytes.length < 2 ** 16) head.push(maskBit | 126, bytes.length >> 8, bytes.length & 0xff);
  else {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(bytes.length));
    head.push(maskBit | 127, ...length);
  }
  // A mask of zeros changes nothing.
  return Buffer.concat([Buffer.from(head), Buffer.alloc(isMasked ? 4 : 0), bytes]);
}

/**
 * Opens Engine.IO's WebSocket.
 *
 * @param url of the server
 * @throws when the server does not upgrade
 */
export async function openRawWebSocket(url: string, headers: Record<string, string> = {}): Promise<RawWebSocket> {
  const upgrade = request(new URL("/socket.io/?EIO=4&transport=websocket", url), {
    agent: false,
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
      ...headers,
    },
  }).end();
  upgrade.on("response", (response) => upgrade.destroy(new Error(`not upgraded: ${response.statusCode}`)));
  const [, socket, first] = (await once(upgrade, "upgrade")) as [unknown, Socket, Buffer];
  return listen(socket, first);
}

/** The same, signed in and ready. */
export async function openRawConnection(url: string, { token }: Person): Promise<RawWebSocket> {
  const raw = await openRawWebSocket(url);
  raw.send(`40${JSON.stringify({ token })}`);
  await until(() => raw.heard.some((text) => text.startsWith('42["ready"')), "the raw connection is ready");
  return raw;
}

function listen(socket: Socket, first: Buffer): RawWebSocket {
  const heard: string[] = [];
  let goodbye: number | null = null;
  let unread = Buffer.alloc(0);
  const read = (bytes: Buffer) => {
    unread = Buffer.concat([unread, bytes]);
    for (let frame = decodeFrame(unread); frame !== null; frame = decodeFrame(unread)) {
      unread = unread.subarray(frame.end);
      if (frame.opcode === OPCODES.text) heard.push(frame.payload.toString());
      if (frame.opcode === OPCODES.close) goodbye = frame.payload.length < 2 ? NO_CODE : frame.payload.readUInt16BE();
    }
  };
  read(first);
  socket
    .setNoDelay(true)
    .on("data", read)
    .on("end", () => socket.destroy())
    .on("error", () => {});
  return {
    send: (payload, shape) => void socket.write(encodeFrame(payload, shape)),
    write: (bytes) => void socket.write(bytes),
    heard,
    goodbye: () => goodbye,
    isClosed: () => socket.destroyed,
    stopReading: () => void socket.pause(),
    resumeReading: () => void socket.resume(),
    destroy: () => void socket.destroy(),
  };
}

function decodeFrame(bytes: Buffer): { opcode: number; payload: Buffer; end: number } | null {
  if (bytes.length < 2) return null;
  const opcode = bytes.readUInt8(0) & 0x0f;
  const short = bytes.readUInt8(1) & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = start + length;
  return bytes.length < end ? null : { opcode, payload: bytes.subarray(start, end), end };
}
