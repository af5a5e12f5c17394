/** A program in a process of its own, called like a set of asynchronous functions; see `serve-calls.ts` for its side. */
import { type ForkOptions, fork } from "node:child_process";
import { endProcess } from "./end-process.ts";

export interface Worker {
  readonly pid: number;
  /** @throws what the function threw over there, or that the process has ended */
  call<T>(name: string, argument?: unknown): Promise<T>;
  /** At once, by SIGKILL. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export type Answer = { id: number; result?: unknown; error?: string };

/**
 * @param program a built file
 * @param options.prefix a command that runs Node, such as one that enters a network namespace
 */
export function startWorker(
  program: string,
  {
    nodeFlags = [],
    env: more = {},
    prefix = [],
  }: { nodeFlags?: readonly string[]; env?: Record<string, string>; prefix?: readonly string[] } = {},
): Worker {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const [command = process.execPath, ...execArgv] = [...prefix, process.execPath, ...nodeFlags];
  const options: ForkOptions = { execPath: command, execArgv, env: { ...env, ...more }, serialization: "advanced" };
  const child = fork(program, options);
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
    waiting.clear();
  });
  return {
    pid: child.pid ?? 0,
    call<T>(name: string, argument?: unknown) {
      calls += 1;
      const id = calls;
      return new Promise<T>((resolve, reject) => {
        if (!child.connected) return reject(new Error(`${program} has ended`));
        waiting.set(id, { resolve: (value) => resolve(value as T), reject });
        child.send({ id, name, argument }, (error) => error !== null && reject(error));
      });
    },
    kill: () => endProcess(child, "SIGKILL"),
    stop: () => endProcess(child),
  };
}
