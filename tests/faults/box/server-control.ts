/** The real server in a process of its own, which can be killed, paused, and made to die at a chosen moment. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort, until } from "@oschat/test-kit";
import type { Clock, Order, Sample, SampleAnswer } from "./preload/orders.ts";
import type { Programs } from "./programs.ts";

/**
 * Where the server dies by its own hand, without a word. `before-statement`: a batch of messages is about to go to the database.
 * `after-statement`: it went, no answer yet. `before-acknowledgement`: it is committed, nobody knows. `before-delivery`: the sender knows,
 * nobody else. `amid-delivery`: some know.
 */
export type Failpoint =
  | "before-statement"
  | "after-statement"
  | "before-acknowledgement"
  | "before-delivery"
  | "amid-delivery";

export interface ServerControl {
  /** The server itself, without a relay. Stays the same over all its lives. */
  readonly url: string;
  /** Null while it does not run. */
  readonly pid: number | null;
  /** Starts it, dying at the `after`th time (from 1) that it comes to `failpoint`. Resolves when it answers, or has died there. */
  start(options?: { failpoint?: Failpoint; after?: number }): Promise<void>;
  /** Resolves when it has ended, by whatever cause. */
  ended(): Promise<void>;
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<{ exitCode: number | null; tookMs: number }>;
  pause(): void;
  resume(): void;
  /** Moves its time of day by so much, or freezes it; null: right again. The monotonic clock goes on. */
  setClock(clock: Clock): void;
  /** What it uses now; null while it does not run or does not answer. */
  sample(): Promise<Sample | null>;
  /** The end of what it logged, over all its lives. */
  log(): string;
}

const START_TIMEOUT_MS = 60_000;
const SAMPLE_TIMEOUT_MS = 2_000;
const LOG_CHARACTERS = 20_000;

/**
 * Does not start it yet.
 *
 * @param options.env settings beside those that every server gets here
 * @param options.onDeath told when it ends although nobody wanted that
 */
export async function createServerControl(options: {
  programs: Programs;
  databaseUrl: string;
  dataDir: string;
  jwtSecret: string;
  env: Record<string, string>;
  onDeath: (cause: string) => void;
}): Promise<ServerControl> {
  const { programs, onDeath } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let life: { child: ChildProcess; ended: Promise<void>; isEndWanted: boolean } | null = null;
  let clock: Clock = null;
  let log = "";
  let samples = 0;

  function environment(death: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    return {
      ...inherited,
      PORT: String(port),
      RATE_LIMITS: "off",
      LOG_LEVEL: "warn",
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: options.dataDir,
      JWT_SECRET: options.jwtSecret,
      ...options.env,
      FAULTS_CLOCK: JSON.stringify(clock),
      ...death,
    };
  }

  function begin(death: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(process.execPath, ["--import", programs.preload, programs.server], {
      env: environment(death),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        log = (log + chunk).slice(-LOG_CHARACTERS);
      });
    }
    child.on("error", () => {});
    const killAtExit = () => child.kill("SIGKILL");
    process.once("exit", killAtExit);
    const begun = { child, ended: once(child, "exit").then(over), isEndWanted: false };
    life = begun;
    function over(): void {
      process.off("exit", killAtExit);
      if (life === begun) life = null;
      const isByOwnHand = death.FAULTS_FAILPOINT !== undefined && child.signalCode === "SIGKILL";
      if (!begun.isEndWanted && !isByOwnHand) onDeath(`the server ended: ${child.exitCode ?? child.signalCode}`);
    }
    return child;
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (life === null) return null;
    const { child, ended } = life;
    life.isEndWanted = true;
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  function tell(order: Order): void {
    if (life?.child.connected) life.child.send(order, () => {});
  }

  return {
    url,
    get pid() {
      return life?.child.pid ?? null;
    },
    async start({ failpoint, after = 1 } = {}) {
      if (life !== null) throw new Error("the server runs already");
      const child = begin(failpoint === undefined ? {} : { FAULTS_FAILPOINT: failpoint, FAULTS_AFTER: String(after) });
      const isReady = async () => {
        if (life?.child === child) return isAnswering(`${url}/readyz`);
        if (failpoint !== undefined && child.signalCode === "SIGKILL") return true;
        throw new Error(`the server did not start: ${log.slice(-2_000)}`);
      };
      await until(isReady, "the server answers", START_TIMEOUT_MS);
    },
    ended: async () => life?.ended,
    async kill() {
      await end("SIGKILL");
    },
    async stop() {
      const begun = performance.now();
      const exitCode = await end("SIGTERM");
      return { exitCode, tookMs: performance.now() - begun };
    },
    pause: () => void life?.child.kill("SIGSTOP"),
    resume: () => void life?.child.kill("SIGCONT"),
    setClock(to) {
      clock = to;
      tell({ do: "set-clock", clock });
    },
    async sample() {
      if (life === null) return null;
      samples += 1;
      const answer = answerTo(samples, life.child);
      tell({ do: "sample", id: samples });
      return answer;
    },
    log: () => log,
  };
}

async function isAnswering(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(SAMPLE_TIMEOUT_MS) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}

/** Null when there is none in time. */
function answerTo(id: number, child: ChildProcess): Promise<Sample | null> {
  return new Promise((resolve) => {
    const settle = (sample: Sample | null) => {
      clearTimeout(timer);
      child.off("message", hear);
      resolve(sample);
    };
    const hear = (answer: SampleAnswer) => {
      if (answer.id !== id) return;
      const { id: _, ...sample } = answer;
      settle(sample);
    };
    const timer = setTimeout(settle, SAMPLE_TIMEOUT_MS, null);
    child.on("message", hear);
  });
}
