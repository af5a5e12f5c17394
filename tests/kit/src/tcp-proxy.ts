/** A network that a test can break: a TCP relay in front of a server. */
import { createServer, type Socket, connect as tcpConnect } from "node:net";
import { freePort } from "@oschat/server/database/loopback-port";

export interface TcpProxy {
  readonly url: string;
  /** What the server says from now on is lost on the way. What clients say arrives. */
  dropAnswers(): void;
  /** What the server says stays unread in its buffers, as behind a client that hangs. */
  holdAnswers(): void;
  /** Answers pass again, also on connections that were held. */
  passAnswers(): void;
  /** Breaks every open connection; new ones are let through. */
  cut(): void;
  stop(): Promise<void>;
}

/** @param target the server's address */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const pairs = new Set<{ client: Socket; upstream: Socket }>();
  let mode: "pass" | "drop" | "hold" = "pass";

  const server = createServer((client) => {
    const upstream = tcpConnect({ host: hostname, port: Number(targetPort) });
    const pair = { client, upstream };
    pairs.add(pair);
    if (mode === "hold") upstream.pause();
    client.on("data", (bytes) => upstream.write(bytes));
    upstream.on("data", (bytes) => {
      if (mode !== "drop") client.write(bytes);
    });
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  const cut = () => {
    for (const { client, upstream } of pairs) {
      client.destroy();
      upstream.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${port}`,
    dropAnswers() {
      mode = "drop";
    },
    holdAnswers() {
      mode = "hold";
      for (const { upstream } of pairs) upstream.pause();
    },
    passAnswers() {
      mode = "pass";
      for (const { upstream } of pairs) upstream.resume();
    },
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
