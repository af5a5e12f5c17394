/** A Redis of a test's own, which can be killed, paused, emptied, and made to drop its subscribers. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "@oschat/server/database/loopback-port";
import { endProcess } from "./end-process.ts";
import { until } from "./until.ts";

const PROGRAM = "redis-server";

export interface RedisServer {
  readonly url: string;
  /** Nothing happens when it runs already. */
  start(): Promise<void>;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  /** All keys are gone. */
  flush(): Promise<void>;
  /** Whoever hears channels loses the connection. */
  dropSubscribers(): Promise<void>;
}

/** Why there is no Redis for tests on this machine; null when there is one. */
export function whyNoRedis(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const isThere = folders.some((folder) => isExecutable(join(folder, PROGRAM)));
  return isThere ? null : `${PROGRAM} is not installed (apt-get install redis-server, or valkey-redis-compat)`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when it answers. */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    if (child !== null) return;
    const flags = [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--save",
      "",
      "--appendonly",
      "no",
      "--dir",
      tmpdir(),
    ];
    const started = spawn(PROGRAM, flags, { stdio: "ignore" });
    child = started;
    const killAtExit = () => started.kill("SIGKILL");
    process.once("exit", killAtExit);
    started.once("exit", () => process.off("exit", killAtExit));
    const isAnswering = () =>
      say(port, "PING").then(
        () => true,
        () => false,
      );
    await until(isAnswering, "Redis answers");
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (child !== null) await endProcess(child, "SIGKILL");
      child = null;
    },
    pause: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
    flush: () => say(port, "FLUSHALL"),
    dropSubscribers: () => say(port, "CLIENT KILL TYPE pubsub"),
  };
}

/** Rejects when it does not answer soon. */
async function say(port: number, command: string): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  try {
    socket.setTimeout(1_000, () => socket.destroy(new Error("Redis does not answer")));
    socket.write(`${command}\r\n`);
    await once(socket, "data");
  } finally {
    socket.destroy();
  }
}
