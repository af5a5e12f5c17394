/** The servers of a test's world, in this process: one, or several with a Redis. */
import { type App, createApp } from "@oschat/server/app";
import type { Config } from "@oschat/server/config";
import type { DatabaseConnection } from "@oschat/server/database/connection";
import type { Log } from "@oschat/server/log";
import { openObservers } from "@oschat/server/observation";
import { type RedisServer, startRedisServer } from "./redis-server.ts";
import { type RoundRobin, startRoundRobin } from "./round-robin.ts";

export interface Nodes {
  /** Of each server, without what is before them. */
  readonly urls: readonly string[];
  /** Null where there is only one server. */
  readonly redis: RedisServer | null;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** All of them, and Redis. */
  close(): Promise<void>;
}

export interface Parts {
  database: DatabaseConnection;
  jwtSecret: string;
  log: Log;
}

/**
 * Starts nothing yet, but Redis.
 *
 * @param ports one for each server; where the configured one is not among them, it leads to one server after the other
 */
export async function createNodes(ports: readonly number[], config: Config, parts: Parts): Promise<Nodes> {
  const redis = ports.length > 1 ? await startRedisServer() : null;
  let apps: App[] = [];
  let balancer: RoundRobin | null = null;

  async function stop(): Promise<void> {
    await balancer?.stop();
    balancer = null;
    await Promise.all(apps.map((app) => app.stop()));
    apps = [];
  }

  return {
    urls: ports.map((port) => `http://localhost:${port}`),
    redis,
    async start() {
      const shared = redis === null ? null : { url: redis.url, prefix: "test" };
      // Metrics have one port.
      const observers = await openObservers(config);
      apps = await Promise.all(
        ports.map((port, index) =>
          createApp({ ...config, port, redis: shared }, { ...parts, observers: index === 0 ? observers : [] }),
        ),
      );
      for (const app of apps) await app.start();
      if (!ports.includes(config.port)) balancer = await startRoundRobin(config.port, ports);
    },
    stop,
    async close() {
      await stop();
      await redis?.kill();
    },
  };
}
