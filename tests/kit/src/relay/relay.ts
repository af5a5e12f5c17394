/** A TCP relay that loses, delays, stalls and cuts. What it does applies to open and to new connections until `pass`. */
import { createServer, connect as openSocket, type Server, type Socket } from "node:net";
import { freePort } from "@oschat/server/database/loopback-port";
import { createLink, type Link, type Rules } from "./relay-link.ts";
import { FINE } from "./relay-pipe.ts";

/** `up`: from the client; `down`: to the client. */
export type Direction = "up" | "down";

export interface Relay {
  /** Where clients connect. */
  readonly url: string;
  /** Everything passes again, at once; what was held back is let go. A connection that has lost something stays silent. */
  pass(): void;
  /** Breaks every open connection, with a reset or with an orderly end; new ones are let through. */
  cut(how?: "reset" | "end"): void;
  /** Cuts, and lets nobody connect: refused at once. */
  refuse(): void;
  /** Cuts everything that is open and answers every new HTTP request with this status, as a proxy does whose server is gone. */
  answer(status: 502 | 503 | 504): void;
  /** Bytes vanish, as in a partition without a reset: nobody is told, new connections hang. One direction or both. */
  lose(...directions: Direction[]): void;
  /** Bytes stay unread: the sender's buffers fill up. */
  hold(...directions: Direction[]): void;
  /** Every piece is late by about this much, in order. */
  delay(milliseconds: number, jitter?: number): void;
  /** At most so many bytes per second go to the client. */
  throttle(bytesPerSecond: number): void;
  /** Whole WebSocket frames to the client are left out, in a stream that stays valid. Control frames always pass. */
  dropFrames(isDropped: (text: string) => boolean): void;
  /** Cuts a connection right after the next piece whose text contains this went up, before anything comes back. */
  cutAfter(text: string): void;
  readonly connections: number;
  stop(): Promise<void>;
}

const REASONS = { 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout" };
const PORT_RETRY_MS = 50;

/**
 * @param target the server's address; the relay's differs from it in host and port alone
 * @param options.host where it listens
 * @param options.random 0 to 1, without 1; for jitter
 */
export async function startRelay(
  target: string,
  { host = "127.0.0.1", random = Math.random }: { host?: string; random?: () => number } = {},
): Promise<Relay> {
  const { hostname, port: targetPort } = new URL(target);
  const port = await freePort();
  const links = new Set<Link>();
  const rules: Rules = { up: { ...FINE }, down: { ...FINE }, isFrameDropped: () => false, isCutAfter: () => false };
  let answered: keyof typeof REASONS | null = null;
  let listener: Server | null = null;

  function accept(client: Socket): void {
    if (answered !== null) answerOnly(client, answered);
    else relay(client);
  }

  function relay(client: Socket): void {
    const upstream = openSocket({ host: hostname, port: Number(targetPort), allowHalfOpen: true });
    for (const socket of [client, upstream]) socket.setNoDelay(true);
    const link = createLink({ client, upstream, rules, random }, () => links.delete(link));
    links.add(link);
    link.refresh();
  }

  function listen(): void {
    if (listener !== null) return;
    const server = createServer({ allowHalfOpen: true }, accept);
    listener = server;
    const open = () => listener === server && server.listen(port, host);
    server.on("error", () => setTimeout(open, PORT_RETRY_MS).unref());
    open();
  }

  function stopListening(): Promise<void> {
    const server = listener;
    listener = null;
    return new Promise((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  }

  function cut(how: "reset" | "end" = "reset"): void {
    for (const link of links) link.cut(how);
  }

  function refresh(): void {
    for (const link of links) link.refresh();
  }

  listen();
  await new Promise((resolve) => listener?.once("listening", resolve as () => void));
  const url = new URL(target);
  url.hostname = host;
  url.port = String(port);
  return {
    url: url.href.replace(/\/$/, ""),
    get connections() {
      return links.size;
    },
    pass() {
      answered = null;
      Object.assign(rules.up, FINE);
      Object.assign(rules.down, FINE);
      rules.isFrameDropped = () => false;
      rules.isCutAfter = () => false;
      listen();
      refresh();
    },
    cut,
    refuse() {
      void stopListening();
      cut();
    },
    answer(status) {
      answered = status;
      listen();
      cut();
    },
    lose(...directions) {
      for (const direction of directions) rules[direction].isLosing = true;
    },
    hold(...directions) {
      for (const direction of directions) rules[direction].isHolding = true;
      refresh();
    },
    delay(milliseconds, jitter = 0) {
      for (const weather of [rules.up, rules.down]) Object.assign(weather, { delayMs: milliseconds, jitterMs: jitter });
    },
    throttle(bytesPerSecond) {
      rules.down.bytesPerSecond = bytesPerSecond;
      refresh();
    },
    dropFrames(isDropped) {
      rules.isFrameDropped = isDropped;
    },
    cutAfter(text) {
      rules.isCutAfter = (piece) => {
        const isIt = piece.includes(text);
        if (isIt) rules.isCutAfter = () => false;
        return isIt;
      };
    },
    async stop() {
      const stopped = stopListening();
      cut();
      await stopped;
    },
  };
}

/** As a proxy in front of a server that is gone: whatever is asked, this is the answer. */
function answerOnly(client: Socket, status: keyof typeof REASONS): void {
  client.on("error", () => {});
  client.once("data", () => {
    const body = `<html><head><title>${status} ${REASONS[status]}</title></head></html>`;
    client.end(
      `HTTP/1.1 ${status} ${REASONS[status]}\r\ncontent-type: text/html\r\ncontent-length: ${body.length}\r\n` +
        `connection: close\r\n\r\n${body}`,
    );
    setTimeout(() => client.destroy(), 1_000).unref();
  });
}
