/**
 * Unguessable tickets that are good once, for a short time, in the browser they were issued to. They live in memory, so a restart
 * means starting the sign-in again; `shared-tickets.ts` has those that several nodes share.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export interface SingleUseTickets<T> {
  /** @param binding a secret that only the one browser knows */
  issue(value: T, binding: string): Promise<string>;
  /** The ticket's value, or null for one that is unknown, expired, used, or another browser's. Spends it in any case. */
  redeem(ticket: string, binding: string | null): Promise<T | null>;
}

/** A fresh 256-bit secret, safe in addresses and cookies. */
export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

export interface TicketLimits {
  lifetimeMs: number;
  /** How many may be open at once; beyond it the oldest are void. */
  capacity: number;
}

export function createSingleUseTickets<T>(limits: TicketLimits): SingleUseTickets<T> {
  // In the order of issue, hence of expiry.
  const open = new Map<string, { value: T; binding: Buffer; expiresAt: number }>();

  function makeRoom(): void {
    for (const [ticket, { expiresAt }] of open) {
      if (expiresAt > Date.now() && open.size < limits.capacity) return;
      open.delete(ticket);
    }
  }

  return {
    async issue(value, binding) {
      makeRoom();
      const ticket = randomSecret();
      open.set(ticket, { value, binding: digest(binding), expiresAt: Date.now() + limits.lifetimeMs });
      return ticket;
    },
    async redeem(ticket, binding) {
      const found = open.get(ticket);
      open.delete(ticket);
      if (found === undefined || binding === null || found.expiresAt <= Date.now()) return null;
      return timingSafeEqual(found.binding, digest(binding)) ? found.value : null;
    },
  };
}

export function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
