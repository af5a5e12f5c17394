/**
 * One connection to a server that speaks Socket.IO over WebSocket (Engine.IO 4), on a bare TCP socket. It keeps itself alive and
 * tells what arrives apart by its first bytes; only answers to `request` are parsed as JSON.
 *
 *   0{…} open   40{…} connected   42["ready",…]   42["message:new",…] delivery   43<id>[…] answer   2 ping, answered by 3
 */
import { connect as connectTcp, type Socket } from "node:net";
import { createFrameReader, textFrame } from "./frames.ts";

const ZERO = 0x30;
const NINE = 0x39;
const PONG = textFrame("3");
const UPGRADE_END = "\r\n\r\n";
/** All connections read into this one, in turn: what they hear is no garbage that somebody has to collect while time is measured. */
const READ_BUFFER = Buffer.allocUnsafe(256 * 1024);

export interface Handlers {
  /** A new message; its JSON lies between `start` and `end`. */
  onDelivery?(buffer: Buffer, start: number, end: number): void;
  /** An answer to `send`; its JSON, an array of one, lies between `start` and `end`. */
  onAnswer?(id: number, buffer: Buffer, start: number, end: number): void;
  onClose?(): void;
}

export interface Connection {
  /** Sends an event whose answer goes to `onAnswer`. Returns the answer's id. */
  send(eventAndPayload: string): number;
  /** Sends an event and resolves with the bytes of its answer's JSON. */
  request(event: string, payload: unknown): Promise<string>;
  /** Reads nothing more, as a program that hangs. */
  stopReading(): void;
  close(): void;
}

/** Resolves when the server has said `ready`, with what it said. */
export function openConnection(
  port: number,
  token: string,
  handlers: Handlers = {},
): Promise<{ connection: Connection; ready: string }> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: READ_BUFFER,
        callback: (length) => {
          read(READ_BUFFER.subarray(0, length));
          return true;
        },
      },
    });
    const requests = new Map<number, (answer: string) => void>();
    let ids = 0;
    const connection: Connection = {
      send(eventAndPayload) {
        ids += 1;
        socket.write(textFrame(`42${ids}${eventAndPayload}`));
        return ids;
      },
      request: (event, payload) =>
        new Promise((answer) => {
          requests.set(connection.send(JSON.stringify([event, payload])), answer);
        }),
      stopReading: () => void socket.pause(),
      close: () => socket.destroy(),
    };

    const onText = (buffer: Buffer, start: number, end: number): void => {
      const [first, second] = [buffer[start], buffer[start + 1]];
      if (first === ZERO + 2) socket.write(PONG);
      else if (first === ZERO) socket.write(textFrame(`40${JSON.stringify({ token })}`));
      else if (first !== ZERO + 4) return;
      else if (second === ZERO + 2) {
        if (isNewMessage(buffer, start)) handlers.onDelivery?.(buffer, start + 2, end);
        else if (isReady(buffer, start)) resolve({ connection, ready: buffer.toString("utf8", start + 2, end) });
      } else if (second === ZERO + 3) {
        const { id, next } = readId(buffer, start + 2);
        const request = requests.get(id);
        if (request === undefined) handlers.onAnswer?.(id, buffer, next, end);
        else {
          requests.delete(id);
          request(buffer.toString("utf8", next + 1, end - 1));
        }
      } else if (second === ZERO + 4) reject(new Error(`connection refused: ${buffer.toString("utf8", start, end)}`));
    };

    socket.once("error", reject);
    socket.once("close", () => {
      handlers.onClose?.();
      reject(new Error("the server closed the connection"));
    });
    const readFrames = createFrameReader(onText, () => socket.end());
    let read = headReader((rest) => {
      read = readFrames;
      if (rest.length > 0) readFrames(rest);
    }, reject);
    askForUpgrade(socket, port);
  });
}

function askForUpgrade(socket: Socket, port: number): void {
  socket.write(
    [
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
      `Host: 127.0.0.1:${port}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      UPGRADE_END.slice(2),
    ].join("\r\n"),
  );
}

/** Reads the answer to that. `onOpen` gets what came after it. */
function headReader(onOpen: (rest: Buffer) => void, reject: (error: Error) => void): (chunk: Buffer) => void {
  let head: Buffer = Buffer.alloc(0);
  return (chunk) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf(UPGRADE_END);
    if (end < 0) return;
    if (head.toString("latin1", 0, end).startsWith("HTTP/1.1 101")) onOpen(head.subarray(end + UPGRADE_END.length));
    else reject(new Error(`no upgrade: ${head.toString("latin1", 0, 200)}`));
  };
}

/** `42["message:new"`, told from `message:updated` and others by two letters. */
function isNewMessage(buffer: Buffer, start: number): boolean {
  return buffer[start + 4] === 0x6d && buffer[start + 12] === 0x6e;
}

/** `42["ready"`; the fifth letter tells it from `read:updated`. */
function isReady(buffer: Buffer, start: number): boolean {
  return buffer[start + 4] === 0x72 && buffer[start + 8] === 0x79;
}

function readId(buffer: Buffer, start: number): { id: number; next: number } {
  let id = 0;
  let next = start;
  for (let digit = buffer[next] ?? 0; digit >= ZERO && digit <= NINE; digit = buffer[next] ?? 0) {
    id = id * 10 + digit - ZERO;
    next += 1;
  }
  return { id, next };
}
