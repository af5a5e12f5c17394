/**
 * Seeded fuzz of real engines over a network that delays, reorders, loses and cuts. OSCHAT_FUZZ_SEEDS sets how many seeds run,
 * OSCHAT_FUZZ_FIRST the first: a failing seed fails again.
 */
import { describe, expect, it } from "vitest";
import { expectEqualToServer } from "./testing/expect-equal.ts";
import { fuzzRun } from "./testing/fuzz-run.ts";

const SEEDS = Number(process.env.OSCHAT_FUZZ_SEEDS ?? 200);
const FIRST = Number(process.env.OSCHAT_FUZZ_FIRST ?? 1);
const GROUP = 25;

describe("engines and server converge", () => {
  for (let first = FIRST; first < FIRST + SEEDS; first += GROUP) {
    const last = Math.min(first + GROUP, FIRST + SEEDS) - 1;
    it(`[O2] [O3] [I1] [S1] [S2] [S3] [S4] [S5] [S6] [S7] seeds ${first} to ${last}`, { timeout: 60_000 }, async () => {
      for (let seed = first; seed <= last; seed += 1) await expectConvergence(seed);
    });
  }
});

async function expectConvergence(seed: number): Promise<void> {
  const { world, seats, inconsistencies } = await fuzzRun(seed);
  try {
    for (const inconsistency of inconsistencies) throw inconsistency;
    for (const { person, userId } of seats) {
      expect(person.client.getState().connection.status).toBe("live");
      expectEqualToServer(person.client.getState(), world.server, userId);
    }
    for (const id of world.server.data.conversations.keys()) expectOnceInOrder(world.server.messagesOf(id));
  } catch (error) {
    throw new Error(`Seed ${seed} does not converge.`, { cause: error });
  }
}

/** What one device wrote stands in the order in which it was written, each text once. */
function expectOnceInOrder(messages: readonly { body: string; clientMsgId: string }[]): void {
  const ids = messages.map(({ clientMsgId }) => clientMsgId);
  expect(new Set(ids).size).toBe(ids.length);
  const written = messages.map(({ body }) => /^(\w+-\w+) (\d+)$/.exec(body)).filter((match) => match !== null);
  for (const device of new Set(written.map(([, name]) => name))) {
    const numbers = written.filter(([, name]) => name === device).map(([, , number]) => Number(number));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
}
