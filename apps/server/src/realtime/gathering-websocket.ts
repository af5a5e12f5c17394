/**
 * A server's WebSocket that gathers: what is sent to it in one turn of the event loop leaves in one write. Engine.IO uses it through
 * its `wsEngine` option.
 *
 * Engine.IO sends the next packet only once the last one is written. To a peer that reads, it is told so at once, since what is
 * gathered is as good as written; to a peer that does not, everything goes Engine.IO's way, where waiting packets are counted (B1).
 */
import type { Socket } from "node:net";
import { WebSocket, WebSocketServer } from "ws";

/** What a peer gets in one turn is held back up to this. */
const MAX_GATHERED_BYTES = 64 * 1024;

type Sent = (error?: Error) => void;

let gathering: GatheringWebSocket[] = [];

export class GatheringWebSocket extends WebSocket {
  /** Whether something is gathered for it in this turn. */
  isGathering = false;
  /** Sends that Engine.IO waits for. */
  private awaited = 0;

  /** As Engine.IO calls it: text or bytes, no options, and when it is sent. */
  override send(data: string | Buffer, sent: unknown): void {
    if (this.gather()) {
      super.send(data);
      (sent as Sent)();
      return;
    }
    this.awaited += 1;
    super.send(data, (error) => {
      this.awaited -= 1;
      (sent as Sent)(error);
    });
  }

  /** Writes frames that are built already. Returns false, having written nothing, when others wait before them. */
  writeFrames(frames: Buffer): boolean {
    const socket = netSocketOf(this);
    const isFree =
      this.readyState === WebSocket.OPEN && this.awaited === 0 && (socket.writableLength === 0 || this.isGathering);
    if (isFree) socket.write(frames);
    return isFree;
  }

  /** Writes what is gathered. */
  release(): void {
    if (!this.isGathering) return;
    this.isGathering = false;
    netSocketOf(this).uncork();
  }

  /** Whether what is sent now waits for the end of the turn. */
  private gather(): boolean {
    const socket = netSocketOf(this);
    if (this.isGathering) {
      if (socket.writableLength < MAX_GATHERED_BYTES) return true;
      this.release();
    }
    if (this.readyState !== WebSocket.OPEN || this.awaited > 0 || socket.writableLength > 0) return false;
    socket.cork();
    this.isGathering = true;
    if (gathering.length === 0) setImmediate(writeGathered);
    gathering.push(this);
    return true;
  }
}

/** Ends the turn for all of them. */
export function writeGathered(): void {
  const sockets = gathering;
  gathering = [];
  for (const socket of sockets) socket.release();
}

/** A server of such sockets, for `wsEngine`. */
export class GatheringWebSocketServer extends WebSocketServer {
  constructor(options: object) {
    super({ ...options, WebSocket: GatheringWebSocket });
  }
}

/** `ws` has no public way to write a frame that is built already; Engine.IO reaches into it for the same reason. */
function netSocketOf(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}
