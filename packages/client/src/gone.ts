/** What the server does not show, or no longer (A2). */
import { Refusal } from "@oschat/protocol";

export function isGone(error: unknown): boolean {
  return error instanceof Refusal && error.code === "not_found";
}

/** That a conversation is gone is an answer, not a failure. */
export async function tolerateGone(fetch: Promise<void>): Promise<void> {
  try {
    await fetch;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}
