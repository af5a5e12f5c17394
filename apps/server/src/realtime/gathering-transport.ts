/**
 * Engine.IO's transport over a WebSocket, which gathers: what is sent in one turn of the event loop leaves in one write. It makes no
 * functions of its own for each connection, as there are thousands of them.
 *
 * Engine.IO sends the next packets only once the last ones are written. To a peer that reads, it is told so at once, since what is
 * gathered is as good as written; to a peer that does not, it is told when they are, and waiting packets are counted (B1).
 */
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { parser, Transport } from "engine.io";
import { WebSocket } from "ws";

/** What a peer gets in one turn is held back up to this. */
const MAX_GATHERED_BYTES = 64 * 1024;

type Packet = Parameters<Transport["send"]>[0][number];
type Request = IncomingMessage & { _query: Record<string, string>; websocket: WebSocket };
/** A WebSocket that knows its transport, so that one function listens to all of them. */
type Carrier = WebSocket & { transport: GatheringTransport };

let gathering: GatheringTransport[] = [];

export class GatheringTransport extends Transport {
  readonly socket: WebSocket;
  private readonly tcp: Socket;
  /** Whether something is gathered for it in this turn. */
  isGathering = false;
  /** Packets that Engine.IO waits for. */
  private awaited = 0;

  constructor(request: IncomingMessage) {
    super(request as Request);
    const { websocket } = request as Request;
    this.socket = Object.assign(websocket, { transport: this })
      .on("message", onMessage)
      .on("close", onClose)
      .on("error", onError);
    this.tcp = netSocketOf(websocket);
    this.writable = true;
  }

  override get name() {
    return "websocket" as const;
  }

  override send(packets: Packet[]): void {
    this.writable = false;
    const last = packets.at(-1);
    for (const packet of packets) {
      const data = encode(packet);
      if (this.gather()) {
        this.socket.send(data);
        if (packet === last) this.onWritten();
      } else {
        this.awaited += 1;
        this.socket.send(data, (error) => {
          this.awaited -= 1;
          if (error) this.onError("write error", error.stack);
          else if (packet === last) this.onWritten();
        });
      }
    }
  }

  /** Writes frames that are built already. Returns false, having written nothing, when others wait before them. */
  writeFrames(frames: Buffer): boolean {
    const isFree =
      this.socket.readyState === WebSocket.OPEN &&
      this.awaited === 0 &&
      (this.isGathering || this.tcp.writableLength === 0);
    if (isFree) this.tcp.write(frames);
    return isFree;
  }

  /** Writes what is gathered. */
  release(): void {
    if (!this.isGathering) return;
    this.isGathering = false;
    this.tcp.uncork();
  }

  override doClose(done?: () => void): void {
    this.socket.close();
    done?.();
  }

  /** Whether what is sent now waits for the end of the turn. */
  private gather(): boolean {
    const { tcp } = this;
    if (this.isGathering) {
      if (tcp.writableLength < MAX_GATHERED_BYTES) return true;
      this.release();
    }
    if (this.socket.readyState !== WebSocket.OPEN || this.awaited > 0 || tcp.writableLength > 0) return false;
    tcp.cork();
    this.isGathering = true;
    if (gathering.length === 0) setImmediate(writeGathered);
    gathering.push(this);
    return true;
  }

  private onWritten(): void {
    this.emit("drain");
    this.writable = true;
    this.emit("ready");
  }

  hear(data: Buffer, isBinary: boolean): void {
    this.onData(isBinary ? data : data.toString());
  }

  fail(error: Error): void {
    this.onError(error.message, error);
  }

  end(): void {
    this.onClose();
  }
}

function onMessage(this: WebSocket, data: Buffer, isBinary: boolean): void {
  (this as Carrier).transport.hear(data, isBinary);
}

function onError(this: WebSocket, error: Error): void {
  (this as Carrier).transport.fail(error);
}

function onClose(this: WebSocket): void {
  (this as Carrier).transport.end();
}

/** Ends the turn for all of them. */
export function writeGathered(): void {
  const transports = gathering;
  gathering = [];
  for (const transport of transports) transport.release();
}

/** The parser answers at once. */
function encode(packet: Packet): Parameters<WebSocket["send"]>[0] {
  let encoded = "";
  parser.encodePacket(packet, true, (data) => {
    encoded = data;
  });
  return encoded;
}

/** `ws` has no public way to write a frame that is built already; Engine.IO reaches into it for the same reason. */
export function netSocketOf(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}
