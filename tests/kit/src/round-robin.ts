/**
 * One address before several nodes: each connection goes to the next of them that takes it, as a balancer without affinity does it.
 */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface RoundRobin {
  readonly port: number;
  /** Breaks what is open. */
  stop(): Promise<void>;
}

/** @param port of the address; 0: any. @param ports of the nodes, on loopback */
export async function startRoundRobin(port: number, ports: readonly number[]): Promise<RoundRobin> {
  const open = new Set<Socket>();
  let next = 0;

  function keep(socket: Socket, whenClosed: () => void): void {
    open.add(socket);
    socket.setNoDelay();
    socket.on("error", () => {});
    socket.on("close", () => {
      open.delete(socket);
      whenClosed();
    });
  }

  /** To one node after the other, as long as none takes it. */
  function take(client: Socket, attempts: number): void {
    if (attempts === 0 || client.destroyed) {
      client.destroy();
      return;
    }
    const node = connect(ports[next++ % ports.length] as number, "127.0.0.1");
    let isTaken = false;
    keep(node, () => (isTaken ? client.destroy() : take(client, attempts - 1)));
    client.once("close", () => node.destroy());
    node.once("connect", () => {
      isTaken = true;
      client.pipe(node);
      node.pipe(client);
    });
  }

  const server = createServer((client) => {
    keep(client, () => {});
    take(client, ports.length);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as { port: number }).port,
    async stop() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
