/** A server that answers as a test wants: it refuses what is asked of it, or keeps its answers to itself. */
import type { Page, WebSocketRoute } from "@playwright/test";

type Asked = "message:send" | "message:edit" | "message:delete" | "sync:heads";

interface RefusalOnTheWire {
  code: string;
  message: string;
  retryable?: boolean;
  retryAfterMs?: number;
}

export interface WilfulServer {
  /** Everything of this kind is refused from now on, without reaching the real server. */
  refuse(event: Asked, error: RefusalOnTheWire): void;
  /** The answers to this, and all that the server tells, are kept back from now on; what is asked does reach it. */
  withhold(event: Asked): void;
  /** Answers again, and tells what it kept back. */
  relent(): void;
  /** How often it has refused anything. */
  refusals(): number;
}

/** A Socket.IO event that wants an answer: packet 4, event 2, the answer's number, the event's name. */
const REQUEST = /^42(\d+)\["([^"]+)"/;

/** To be called before the page is opened. */
export async function startWilfulServer(page: Page): Promise<WilfulServer> {
  const refused = new Map<string, object>();
  const withheld = new Set<string>();
  let isSilent = false;
  let refusals = 0;
  let kept: { socket: WebSocketRoute; frame: string | Buffer }[] = [];
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const [, number = "", event = ""] = REQUEST.exec(String(frame)) ?? [];
      const error = refused.get(event);
      if (error !== undefined) {
        refusals += 1;
        return socket.send(`43${number}[${JSON.stringify({ error })}]`);
      }
      if (withheld.has(event)) isSilent = true;
      server.send(frame);
    });
    server.onMessage((frame) => {
      // Pings go through: the connection itself is sound.
      if (isSilent && String(frame) !== "2") kept.push({ socket, frame });
      else socket.send(frame);
    });
  });
  return {
    refuse: (event, error) => refused.set(event, { retryable: false, ...error }),
    withhold: (event) => withheld.add(event),
    relent() {
      refused.clear();
      withheld.clear();
      isSilent = false;
      for (const { socket, frame } of kept) socket.send(frame);
      kept = [];
    },
    refusals: () => refusals,
  };
}
