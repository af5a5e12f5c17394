/** What connects this server with others on the same database. */

import type { MakeCounting } from "../http/budgets.ts";
import { createCountingInMemory } from "../http/counting.ts";
import type { Log } from "../log.ts";
import { openRedis, type Redis } from "./redis.ts";
import { createRelay, type Relay } from "./relay.ts";
import { createSharedCounting } from "./shared-counting.ts";

export interface Nodes {
  redis: Redis;
  relay: Relay;
  makeCounting: MakeCounting;
}

export async function openNodes(settings: { url: string; prefix: string }, log: Log): Promise<Nodes> {
  const redis = await openRedis(settings, log);
  const relay = createRelay(redis, log);
  return {
    redis,
    relay,
    makeCounting: ({ name, seconds }) =>
      createSharedCounting(redis, { name, seconds, isUp: relay.isUp, alone: createCountingInMemory(seconds) }),
  };
}
