/** One connection through a relay: the client's socket, a socket to the server, and a pipe each way. */
import type { Socket } from "node:net";
import { createFrameDropper } from "./frame-dropper.ts";
import { createPipe, type Weather } from "./relay-pipe.ts";
import { createFrameReader, OPCODE } from "./websocket-frames.ts";

/** What a relay does to what passes. Shared by its links and read anew for every piece. */
export interface Rules {
  up: Weather;
  down: Weather;
  /** Asked for the text of each event and acknowledgement to the client. */
  isFrameDropped(text: string): boolean;
  /** Asked for each WebSocket text and each piece of HTTP to the server: whether the connection is cut after it. */
  isCutAfter(text: string): boolean;
}

export interface Link {
  /** The rules have changed. */
  refresh(): void;
  /** Tells both sides. */
  cut(how: "reset" | "end"): void;
}

const NOTHING = Buffer.alloc(0);

/**
 * @param random 0 to 1, without 1
 * @param whenClosed called once, when nothing of it is left
 */
export function createLink(
  { client, upstream, rules, random }: { client: Socket; upstream: Socket; rules: Rules; random: () => number },
  whenClosed: () => void,
): Link {
  const textsOf = createTextReader();
  const leaveOut = createFrameDropper((text) => rules.isFrameDropped(text));
  let isCutting = false;

  const up = createPipe({ source: client, sink: upstream, weather: rules.up, random }, (bytes) => {
    if (isCutting) return NOTHING;
    if (textsOf(bytes).some((text) => rules.isCutAfter(text))) {
      isCutting = true;
      setImmediate(cutWhenArrived);
    }
    return bytes;
  });
  const down = createPipe({ source: upstream, sink: client, weather: rules.down, random }, (bytes) =>
    isCutting ? NOTHING : leaveOut(bytes),
  );

  function cutWhenArrived(): void {
    up.finish();
    client.resetAndDestroy();
  }

  function tellOfBreak(other: Socket, { isLosing }: Weather): void {
    if (!isLosing && !isCutting) other.resetAndDestroy();
  }

  client.on("error", () => tellOfBreak(upstream, rules.up));
  upstream.on("error", () => tellOfBreak(client, rules.down));
  for (const socket of [client, upstream]) {
    socket.on("close", () => {
      if (!client.destroyed || !upstream.destroyed) return;
      for (const pipe of [up, down]) pipe.close();
      whenClosed();
    });
  }

  return {
    refresh() {
      for (const pipe of [up, down]) pipe.refresh();
    },
    cut(how) {
      for (const socket of [client, upstream]) {
        if (how === "reset") socket.resetAndDestroy();
        else socket.end(() => socket.destroy());
      }
    },
  };
}

/** What a client says, in words: the texts of its frames, and HTTP as it comes. */
function createTextReader(): (bytes: Buffer) => string[] {
  const reader = createFrameReader("up");
  return (bytes) =>
    reader.read(bytes).flatMap((part) => {
      if ("bytes" in part) return [part.bytes.toString()];
      return part.frame.opcode === OPCODE.text ? [part.frame.payload().toString()] : [];
    });
}
