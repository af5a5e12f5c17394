/**
 * Unguessable tickets that are good once, for a short time, in the browser they were issued to. They live in memory: a
 * restart means starting the sign-in again.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export interface SingleUseTickets<T> {
  /** @param binding a secret that only the one browser knows */
  issue(value: T, binding: string): string;
  /** The ticket's value, or null for one that is unknown, expired, used, or another browser's. Spends it in any case. */
  redeem(ticket: string, binding: string | null): T | null;
}

/** A fresh 256-bit secret, safe in addresses and cookies. */
export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** @param limits.capacity how many may be open at once; beyond it the oldest are void */
export function createSingleUseTickets<T>(limits: { lifetimeMs: number; capacity: number }): SingleUseTickets<T> {
  // In the order of issue, hence of expiry.
  const open = new Map<string, { value: T; binding: Buffer; expiresAt: number }>();

  function makeRoom(): void {
    for (const [ticket, { expiresAt }] of open) {
      if (expiresAt > Date.now() && open.size < limits.capacity) return;
      open.delete(ticket);
    }
  }

  return {
    issue(value, binding) {
      makeRoom();
      const ticket = randomSecret();
      open.set(ticket, { value, binding: digest(binding), expiresAt: Date.now() + limits.lifetimeMs });
      return ticket;
    },
    redeem(ticket, binding) {
      const found = open.get(ticket);
      open.delete(ticket);
      if (found === undefined || binding === null || found.expiresAt <= Date.now()) return null;
      return timingSafeEqual(found.binding, digest(binding)) ? found.value : null;
    },
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
