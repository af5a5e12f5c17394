/** A message on its way: arrival, commit, delivery. Commits are measured as a whole, deliveries once for all who listen. */
import type { DownPayload } from "@oschat/protocol";
import type { Observer } from "../observer.ts";
import type { Meters } from "./meters.ts";
import type { BeforeEachReading } from "./metrics-page.ts";

type MessageObserver = Required<Pick<Observer, "append" | "groupCommit" | "delivery">>;

const secondsSince = (start: number) => (performance.now() - start) / 1_000;

export function measureMessages(meters: Meters, beforeEachReading: BeforeEachReading): MessageObserver {
  /** When messages arrived that are committed and not delivered yet: for as long as a turn of the event loop. */
  const arrivedAt = new Map<string, number>();

  return {
    append: (append) => async (sends) => {
      const startedAt = performance.now();
      // A probe is no commit.
      if (sends.length > 0) meters.batchSize.observe(sends.length);
      try {
        return await append(sends);
      } finally {
        if (sends.length > 0) meters.batch.observe(secondsSince(startedAt));
      }
    },
    groupCommit(groupCommit) {
      beforeEachReading(() => meters.waiting.set(groupCommit.load().waiting));
      return {
        ...groupCommit,
        async send(send) {
          const startedAt = performance.now();
          let outcome = "failed";
          try {
            const result = await groupCommit.send(send);
            outcome = result.outcome;
            meters.sendToCommit.observe(secondsSince(startedAt));
            if (result.outcome === "stored") arrivedAt.set(result.ack.messageId, startedAt);
            return result;
          } finally {
            meters.send.inc({ outcome });
          }
        },
      };
    },
    delivery: (delivery) => ({
      ...delivery,
      deliver(event, payload, audience) {
        delivery.deliver(event, payload, audience);
        if (event !== "message:new") return;
        const { messageId } = payload as DownPayload<"message:new">;
        const startedAt = arrivedAt.get(messageId);
        if (startedAt === undefined) return;
        arrivedAt.delete(messageId);
        // Delivered at the end of the turn: this comes right after.
        setImmediate(() => meters.sendToDeliver.observe(secondsSince(startedAt)));
      },
    }),
  };
}
