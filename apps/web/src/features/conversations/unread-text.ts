import { LIMITS } from "@oschat/protocol";

/** A count as it is shown; beyond what is counted exactly, "99+". */
export function unreadText(count: number): string {
  return count > LIMITS.unreadExact ? `${LIMITS.unreadExact}+` : String(count);
}

/** The title of the page. */
export function pageTitle(unreadTotal: number): string {
  return unreadTotal === 0 ? "oschat" : `(${unreadText(unreadTotal)}) oschat`;
}
