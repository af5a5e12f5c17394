/** The other side of a worker: answers calls by name, one message each way. Ends when the parent is gone. */
import type { Answer } from "./worker.ts";

type Functions = Record<string, (argument: never) => unknown>;

export function serveCalls(functions: Functions): void {
  process.on("message", async ({ id, name, argument }: { id: number; name: string; argument: unknown }) => {
    const answer: Answer = { id };
    try {
      const call = functions[name];
      if (call === undefined) throw new Error(`there is no function ${name}`);
      answer.result = await call(argument as never);
    } catch (error) {
      answer.error = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    process.send?.(answer);
  });
  process.on("disconnect", () => process.exit(0));
}
