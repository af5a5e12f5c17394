/** Connections that do nothing but stay. */
import { type Connection, openConnection } from "./connection.ts";

const CONNECTING_AT_ONCE = 50;
const open: Connection[] = [];

export async function openIdle({ port, tokens }: { port: number; tokens: readonly string[] }): Promise<void> {
  const waiting = [...tokens];
  const work = async () => {
    for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
      open.push((await openConnection(port, token)).connection);
    }
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, work));
}

export function closeIdle(): void {
  for (const connection of open.splice(0)) connection.close();
}
