/**
 * Single-use tickets that any of several nodes may redeem, kept in Redis until they expire: a sign-in that begins on one node may
 * come back to another. While Redis is away a node keeps its own.
 */
import { timingSafeEqual } from "node:crypto";
import type { Redis } from "../../nodes/redis.ts";
import { digest, randomSecret, type SingleUseTickets } from "./single-use-tickets.ts";

interface Kept<T> {
  value: T;
  binding: string;
}

/**
 * @param options.name of the kind of ticket
 * @param options.own tickets of this node, for as long as Redis is away
 * @template T survives JSON
 */
export function createSharedTickets<T>(
  redis: Redis,
  { name, lifetimeMs, own }: { name: string; lifetimeMs: number; own: SingleUseTickets<T> },
): SingleUseTickets<T> {
  /** Whoever can read Redis cannot redeem what is there. */
  const keyOf = (ticket: string) => `${redis.prefix}:ticket:${name}:${digest(ticket).toString("base64url")}`;

  return {
    async issue(value, binding) {
      const ticket = randomSecret();
      const kept: Kept<T> = { value, binding: digest(binding).toString("base64url") };
      const expiration = { type: "PX", value: lifetimeMs } as const;
      return redis
        .ask((client) => client.set(keyOf(ticket), JSON.stringify(kept), { expiration }))
        .then(
          () => ticket,
          () => own.issue(value, binding),
        );
    },
    async redeem(ticket, binding) {
      const text = await redis.ask((client) => client.getDel(keyOf(ticket))).catch(() => null);
      if (text === null) return own.redeem(ticket, binding);
      const kept = JSON.parse(text) as Kept<T>;
      const isBound = binding !== null && timingSafeEqual(Buffer.from(kept.binding, "base64url"), digest(binding));
      return isBound ? kept.value : null;
    },
  };
}
