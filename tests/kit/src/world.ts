/** A whole oschat for a test: its own database, a server in this process, and people. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Config, readConfig } from "@oschat/server/config";
import { connect, type DatabaseConnection } from "@oschat/server/database/connection";
import { freePort } from "@oschat/server/database/loopback-port";
import { issueToken } from "@oschat/server/features/auth";
import { createLog } from "@oschat/server/log";
import { cloneDatabase } from "./database-server.ts";
import { startFrontProxy } from "./front-proxy.ts";
import { createNodes } from "./nodes.ts";
import { createPeople } from "./people.ts";
import type { Person } from "./person.ts";
import { type RedisServer, whyNoRedis } from "./redis-server.ts";
import { WEB_EXPORT } from "./web-export.ts";

const JWT_SECRET = "uJ3v9Qx7Lk2Wm5Tz8Rb4Yn6Pc1Hd0Gf-Se_Ai";

export interface World {
  readonly url: string;
  /** Of each server; the same as `url` where there is one. */
  readonly nodeUrls: readonly string[];
  /** What several servers share; null where there is one. */
  readonly redis: RedisServer | null;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly config: Config;
  /** Straight to the database, for looking and for arranging. */
  readonly database: DatabaseConnection;
  /** What the server's log said at level `warn`. */
  readonly warnings: readonly string[];
  /** All that the server's log said, line by line; nothing unless `LOG_LEVEL` is set. */
  readonly logLines: readonly string[];
  /** Signs somebody in locally, making the account the first time; each call is a new session. The address is made of the name. */
  person(name: string, email?: string): Promise<Person>;
  /** The token of a new session of somebody, as the operator makes it, wherever people sign in. */
  tokenFor(email: string): Promise<string>;
  /** Stops the servers (not the database) and starts them again on the same ports. */
  restart(whileStopped?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param options.env settings beside those a test needs anyway
 * @param options.webDir the web app's export, if not the one that was built
 * @param options.nodes how many servers; `OSCHAT_TEST_NODES` says it for tests that do not
 *
 * With `OSCHAT_TEST_PROXY` set, browsers reach it through Caddy, over https.
 */
export async function startWorld({
  env = {},
  webDir = WEB_EXPORT,
  nodes: count = whyNoRedis() === null ? Number(process.env.OSCHAT_TEST_NODES ?? 1) : 1,
}: {
  env?: Record<string, string>;
  webDir?: string;
  nodes?: number;
} = {}): Promise<World> {
  const cloned = await cloneDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "oschat-world-"));
  const proxy = process.env.OSCHAT_TEST_PROXY ? await startFrontProxy("caddy", count) : null;
  const ports = proxy?.upstreamPorts ?? (await Promise.all(Array.from({ length: count }, freePort)));
  const port = proxy === null && count > 1 ? await freePort() : ports[0];
  const config = readConfig(
    {
      PORT: String(port),
      PUBLIC_URL: proxy?.url ?? "",
      DATA_DIR: dataDir,
      DATABASE_URL: cloned.url,
      JWT_SECRET,
      RATE_LIMITS: "off",
      LOG_LEVEL: "silent",
      ...env,
    },
    { webDir },
  );
  const logLines: string[] = [];
  const log = await createLog(config.logLevel, { write: (line) => logLines.push(line) });
  const warnings: string[] = [];
  const warn = log.warn.bind(log) as (...args: unknown[]) => void;
  log.warn = (...args: unknown[]) => {
    warnings.push(String(args.at(-1)));
    warn(...args);
  };
  const database = connect(cloned.url, config.databasePoolSize, () => {});
  const people = createPeople(proxy === null ? config.publicUrl : `http://localhost:${port}`);
  const nodes = await createNodes(ports, config, { database, jwtSecret: JWT_SECRET, log });
  await nodes.start();
  return {
    url: config.publicUrl,
    nodeUrls: nodes.urls,
    redis: nodes.redis,
    databaseUrl: cloned.url,
    dataDir,
    config,
    database,
    warnings,
    logLines,
    person: people.person,
    tokenFor: (email) => makeToken(database, email),
    async restart(whileStopped) {
      await nodes.stop();
      await letConnectionsEnd();
      await whileStopped?.();
      await nodes.start();
    },
    async stop() {
      await people.leave();
      await nodes.close();
      await proxy?.stop();
      await database.close();
      await cloned.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A connection that the server closed is seen to be closed only when the event loop looks at it: until then requests would go into it. */
async function letConnectionsEnd(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await setImmediate();
}

async function makeToken({ db }: DatabaseConnection, email: string): Promise<string> {
  const token = await issueToken({ db, jwtSecret: JWT_SECRET }, { email, newName: email.split("@")[0] ?? email });
  if (token === null) throw new Error("an account is made when there is none");
  return token;
}
