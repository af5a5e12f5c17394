/** What the end of a session means for this page and this device. */
import type { EndReason } from "@oschat/client";
import type { ErrorCode } from "@oschat/protocol";

/** Two ends within this time are the same trouble: beginning anew has not helped. */
const ANEW_AGAIN_AFTER_MS = 60_000;

/**
 * Whether somebody ended the session on purpose, so that this device's data goes with it. What ran out by itself keeps it: what is
 * queued goes out when the same person signs in again. Without a reason (the session ended while this tab was away) the code
 * says: a browser forgets the cookie of a session that ran out, so the server knows nobody.
 */
export function wasEndedOnPurpose(reason: EndReason | null, code: ErrorCode): boolean {
  return reason === null ? code === "session_ended" : reason !== "expired";
}

/** Whether the page may begin anew by itself, having done so at `lastAt` before; both in milliseconds since the epoch. */
export function mayBeginAnew(lastAt: number | null, now: number): boolean {
  return lastAt === null || Math.abs(now - lastAt) > ANEW_AGAIN_AFTER_MS;
}
