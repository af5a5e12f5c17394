/** A program of the benchmarks in a process of its own, called like a set of asynchronous functions. */
import { fork } from "node:child_process";
import { end } from "./product.ts";

export interface Worker {
  readonly pid: number;
  /** @throws what the function threw over there */
  call<T>(name: string, argument?: unknown): Promise<T>;
  stop(): Promise<void>;
}

export type Answer = { id: number; result?: unknown; error?: string };

export function startWorker(program: string, options: { nodeFlags?: readonly string[] } = {}): Worker {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = fork(program, { execArgv: [...(options.nodeFlags ?? [])], env, serialization: "advanced" });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let calls = 0;
  child.on("message", ({ id, result, error }: Answer) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error));
  });
  child.on("exit", (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${program} ended (${code ?? signal})`));
  });
  return {
    pid: child.pid ?? 0,
    call<T>(name: string, argument?: unknown) {
      calls += 1;
      const id = calls;
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: (value) => resolve(value as T), reject });
        child.send({ id, name, argument });
      });
    },
    stop: () => end(child),
  };
}
