/** Relays made ahead, for whoever needs one at once. */
import { type Relay, startRelay } from "@oschat/test-kit";

const SPARE = 24;

export interface SpareRelays {
  /** @throws when more are taken at once than are spare */
  take(): Relay;
  /** Stops those that nobody took. */
  stop(): Promise<void>;
}

export async function openSpareRelays(target: string): Promise<SpareRelays> {
  const spare = await Promise.all(Array.from({ length: SPARE }, () => startRelay(target)));
  const coming = new Set<Promise<void>>();
  return {
    take() {
      const relay = spare.pop();
      if (relay === undefined) throw new Error(`more than ${SPARE} relays are wanted at once`);
      const next = startRelay(target).then((one) => {
        coming.delete(next);
        spare.push(one);
      });
      coming.add(next);
      return relay;
    },
    async stop() {
      await Promise.all(coming);
      await Promise.all(spare.map((relay) => relay.stop()));
    },
  };
}
