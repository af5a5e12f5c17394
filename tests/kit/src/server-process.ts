/** A server in a process of its own, for tests that kill it. Its database lives on. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { requestJson } from "./person.ts";
import { until } from "./until.ts";

/** The program that is the server. */
export const SERVER_MAIN = fileURLToPath(new URL("../../../apps/server/src/main.ts", import.meta.url));

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** As a crash or a lost machine would: nothing is finished, nobody is told. */
  kill(): Promise<void>;
  /** As an operator would. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** @param env settings; `PORT` and where the data is must be among them */
export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  const url = `http://localhost:${env.PORT}`;
  const child = spawn(process.execPath, ["--import", "tsx", SERVER_MAIN], {
    env: { ...process.env, LOG_LEVEL: "warn", RATE_LIMITS: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = collect(child);
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`the server ended: ${output()}`);
      return requestJson(url, "GET", "/readyz").then(
        ({ status }) => status === 200,
        () => false,
      );
    },
    "the server answers",
    60_000,
  );
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };
  return {
    url,
    pid: child.pid ?? 0,
    kill: async () => {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
  };
}

function collect(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      text = (text + chunk).slice(-10_000);
    });
  }
  return () => text;
}
