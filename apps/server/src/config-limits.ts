/** How much is let through before it is refused: names, defaults, and what they count. */
import { z } from "zod";

/** Points for each budget; see `http/budgets.ts`. */
export interface RateLimits {
  /** All that one person asks, in a minute. Most requests and events cost 1 to 10. */
  person: number;
  /** All that comes from one address without a session, in a minute. */
  address: number;
  /** Steps of signing in from one address, in a minute; a sign-in with a provider has three. */
  signIns: number;
  /** Sockets that one person opens, in a minute. */
  connections: number;
  /** Conversations that one person makes or adds people to, in ten minutes. */
  creations: number;
  /** E-mail addresses that one person asks about, in ten minutes. */
  lookups: number;
  /** The same, for everybody behind one address. */
  lookupsByAddress: number;
}

const number = (standard: number) =>
  z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce.number().int().min(1).max(1_000_000).default(standard),
  );

export const LimitSettings = z.object({
  RATE_LIMIT_PERSON: number(1_200),
  RATE_LIMIT_ADDRESS: number(1_200),
  RATE_LIMIT_SIGN_INS: number(900),
  RATE_LIMIT_CONNECTIONS: number(200),
  RATE_LIMIT_CREATIONS: number(200),
  RATE_LIMIT_LOOKUPS: number(400),
  RATE_LIMIT_LOOKUPS_ADDRESS: number(4_000),
  SOCKETS_PER_PERSON: number(50),
});

export function rateLimits(settings: z.output<typeof LimitSettings>): RateLimits {
  return {
    person: settings.RATE_LIMIT_PERSON,
    address: settings.RATE_LIMIT_ADDRESS,
    signIns: settings.RATE_LIMIT_SIGN_INS,
    connections: settings.RATE_LIMIT_CONNECTIONS,
    creations: settings.RATE_LIMIT_CREATIONS,
    lookups: settings.RATE_LIMIT_LOOKUPS,
    lookupsByAddress: settings.RATE_LIMIT_LOOKUPS_ADDRESS,
  };
}
