/**
 * Counting together with the other nodes, in Redis. While Redis is away each node counts for itself: then a limit holds on every node,
 * and nobody is refused for the lack of Redis.
 */
import type { Counting } from "../http/counting.ts";
import type { Redis } from "./redis.ts";

/** Adds, and begins the time with the first. One step, so that no two nodes come between. */
const ADD = `
local count = redis.call("incrby", KEYS[1], ARGV[1])
local left = redis.call("pttl", KEYS[1])
if left < 0 then
  redis.call("pexpire", KEYS[1], ARGV[2])
  left = tonumber(ARGV[2])
end
return { count, left }`;

/** @param options.alone counts while Redis is away */
export function createSharedCounting(
  redis: Redis,
  { name, seconds, isUp, alone }: { name: string; seconds: number; isUp: () => boolean; alone: Counting },
): Counting {
  return {
    async add(who, points) {
      if (!isUp()) return alone.add(who, points);
      const keys = [`${redis.prefix}:limit:${name}:${who}`];
      const given = [String(points), String(seconds * 1_000)];
      const answer = redis.ask((client) => client.eval(ADD, { keys, arguments: given }));
      return answer.then(
        (reply) => {
          const [count, left] = reply as [number, number];
          return { points: count, endsInMs: left };
        },
        () => alone.add(who, points),
      );
    },
  };
}
