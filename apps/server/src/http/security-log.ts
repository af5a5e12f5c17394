/**
 * What an operator must be able to find afterwards: who was refused what, and who did what can be of consequence. Each is one line with an
 * `event`, the request or socket, the person and the network address, as far as they are known.
 */
import type { ErrorCode, Refusal } from "@oschat/protocol";
import type { Log } from "../log.ts";

export interface Circumstances {
  /** The request's id, or the socket's. */
  request: string;
  /** The route or the socket event. */
  what: string;
  user?: string | undefined;
  address?: string | undefined;
}

/** Refusals for want of rights. Those of sessions that have ended are everyday; budgets note for themselves when they are spent. */
const NOTED: Partial<Record<ErrorCode, "info" | "warn">> = {
  not_signed_in: "info",
  session_ended: "info",
  sign_in_failed: "warn",
  email_not_verified: "warn",
  email_in_use: "warn",
  origin_not_allowed: "warn",
  not_allowed: "warn",
};

export type Deed = "signed_in" | "signed_out" | "session_revoked" | "role_changed" | "member_added" | "member_removed";

export function noteRefusal(log: Pick<Log, "info" | "warn">, { code }: Refusal, circumstances: Circumstances): void {
  const level = NOTED[code];
  if (level !== undefined) log[level]({ event: "refused", code, ...circumstances }, "refused");
}

/** @param circumstances.about ids of what it was done to */
export function noteDeed(
  log: Pick<Log, "info">,
  event: Deed,
  circumstances: Circumstances & { about?: unknown },
): void {
  log.info({ event, ...circumstances }, event.replace("_", " "));
}
