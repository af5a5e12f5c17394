/** What a device says of messages on their way (I10). */
import type { Run } from "./run.ts";

/**
 * Sent means: with a place, and the same one ever after. A program that dies before it has saved that may say again that it is on its
 * way, never that it failed.
 */
export function* sentHasAPlace(run: Run): Generator<string> {
  for (const [device, steps] of run.steps) {
    const places = new Map<string, number>();
    for (const { entry } of steps) {
      const states = entry.type === "outbox" ? [entry] : entry.type === "started" ? entry.outbox : [];
      for (const { clientMsgId, status, seq } of states) {
        const before = places.get(clientMsgId);
        const what = `${device} shows ${clientMsgId}`;
        if (status === "failed" && before !== undefined) yield `${what} as failed, and before as sent at ${before}`;
        if (status !== "sent") continue;
        if (seq === null) yield `${what} as sent without a place`;
        else if (before !== undefined && before !== seq) yield `${what} as sent at ${seq}, and before at ${before}`;
        if (seq !== null) places.set(clientMsgId, seq);
      }
    }
  }
}
