/** One address before several nodes: each connection goes to the next of them, as a balancer without affinity does it. */

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** @param ports of the nodes, on loopback. Returns how to stop, breaking what is open. */
export async function startRoundRobin(port: number, ports: readonly number[]): Promise<() => Promise<void>> {
  const open = new Set<Socket>();
  let next = 0;
  const server = createServer((client) => {
    const node = connect(ports[next % ports.length] as number, "127.0.0.1");
    next += 1;
    for (const [one, other] of [
      [client, node],
      [node, client],
    ] as const) {
      open.add(one);
      one.setNoDelay();
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return async () => {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, "close");
  };
}
