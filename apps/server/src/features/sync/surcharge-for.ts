/** Catching up costs by what it brings: who is far behind in everything reads at a bounded rate, who missed little hardly notices. */
import type { SyncBatch } from "@oschat/protocol";

const ROWS_PER_POINT = 100;

/** Points for an answer, besides what every request costs. */
export function surchargeFor({ messages }: SyncBatch): number {
  return Math.floor(messages.length / ROWS_PER_POINT);
}
