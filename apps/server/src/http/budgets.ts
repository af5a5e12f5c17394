/**
 * Budgets: how much one person, or one address before signing in, may ask per minute. Counted by person rather than by
 * connection, so reconnecting buys nothing.
 */
import { isIPv6 } from "node:net";
import { Refusal } from "@oschat/protocol";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const PERSON_POINTS_PER_MINUTE = 1_200;
/** Many people may share one address. */
const ADDRESS_POINTS_PER_MINUTE = 1_200;

export interface Budgets {
  /** @throws {Refusal} rate_limited, with when to try again */
  chargePerson(userId: string, cost: number): Promise<void>;
  /** @throws {Refusal} rate_limited, with when to try again */
  chargeAddress(address: string, cost: number): Promise<void>;
}

export function createBudgets(areEnforced: boolean): Budgets {
  if (!areEnforced) return { chargePerson: async () => {}, chargeAddress: async () => {} };
  const people = new RateLimiterMemory({ points: PERSON_POINTS_PER_MINUTE, duration: 60 });
  const addresses = new RateLimiterMemory({ points: ADDRESS_POINTS_PER_MINUTE, duration: 60 });
  return {
    chargePerson: (userId, cost) => charge(people, userId, cost),
    chargeAddress: (address, cost) => charge(addresses, networkOf(address), cost),
  };
}

async function charge(limiter: RateLimiterMemory, key: string, cost: number): Promise<void> {
  try {
    await limiter.consume(key, cost);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new Refusal("rate_limited", { retryAfterMs: error.msBeforeNext });
  }
}

/** One household has a whole /64 of IPv6 addresses: the first four groups. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address;
  const [head = "", tail = ""] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const tailGroups = tail === "" ? [] : tail.split(":");
  while (address.includes("::") && groups.length + tailGroups.length < 8) groups.push("0");
  return [...groups, ...tailGroups].slice(0, 4).join(":");
}
