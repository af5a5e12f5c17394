/** Connections of programs that hang: they have stopped reading, and are still there. */
import { type Connection, openConnection } from "./connection.ts";

const stopped: Connection[] = [];

export async function openStopped({ port, tokens }: { port: number; tokens: readonly string[] }): Promise<void> {
  for (const token of tokens) {
    const { connection } = await openConnection(port, token);
    connection.stopReading();
    stopped.push(connection);
  }
}

export function closeStopped(): void {
  for (const connection of stopped.splice(0)) connection.close();
}
