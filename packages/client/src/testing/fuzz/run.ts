/**
 * One run, decided by its seed. First everything may go wrong at once; when it has healed, all engines must equal the server. Then
 * doorbells are only delayed and connections only cut: now all must be equal soon, without the comparing at intervals that makes
 * up for lost doorbells (S1, S2). In the end every program starts anew, and must still be equal.
 */
import { expectEqualToServer } from "../expect-equal.ts";
import { PEOPLES_ACTS } from "./people.ts";
import { type Acts, type Stage, setStage } from "./stage.ts";
import type { Tally } from "./tally.ts";
import { GREAT_TROUBLE, SMALL_TROUBLE } from "./trouble.ts";

const STEPS_IN_TROUBLE = 150;
const STEPS_AFTER = 50;
/** Longer than any waiting time of an engine. */
const HEALING_MS = 60_000;
/** Shorter than the interval at which engines compare. */
const SOON_MS = 5_000;

const CALM_LIFE: Acts = { ...PEOPLES_ACTS, ...SMALL_TROUBLE };
const ALL_LIFE: Acts = { ...CALM_LIFE, ...GREAT_TROUBLE };
export const ACT_NAMES = Object.keys(ALL_LIFE);

const DOORBELL = /^(.+\/)message (\S+) (\d+)$/;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Rejects with the first promise that was broken. */
export async function fuzzRun(seed: number, tally: Tally): Promise<void> {
  const stage = setStage(seed, tally);
  const { world, seats } = stage;
  await live(stage, STEPS_IN_TROUBLE, ALL_LIFE);
  for (const seat of seats) {
    seat.storage.isFull = false;
    const { client, device } = seat.person;
    device.isHalfOpen = false;
    device.refuseNext.length = 0;
    device.timeOut();
    client.setNetwork(true);
  }
  await world.pass(HEALING_MS);
  expectConvergence(stage);

  for (const { person } of seats) person.device.cut();
  await live(stage, STEPS_AFTER, CALM_LIFE);
  for (const { person } of seats) person.client.setNetwork(true);
  await world.pass(SOON_MS);
  expectConvergence(stage);

  for (const seat of seats) await seat.reload();
  await world.pass(SOON_MS);
  expectConvergence(stage);
}

/** Mostly things arrive, in any order; the rest is life. */
async function live(stage: Stage, steps: number, acts: Acts): Promise<void> {
  const lots = Object.entries(acts).flatMap(([name, [chances]]) => Array.from({ length: chances }, () => name));
  const overtaking = watchOvertaking(stage);
  for (let step = 0; step < steps; step += 1) {
    if (stage.random.below(10) < 5) await deliverSome(stage, overtaking);
    else await happen(stage, acts, stage.random.pick(lots) ?? "");
    await turn();
  }
}

async function happen(stage: Stage, acts: Acts, name: string): Promise<void> {
  const act = acts[name]?.[1];
  if (act !== undefined && (await act(stage))) stage.tally.count(name);
}

async function deliverSome({ world, random }: Stage, onDelivery: (channel: string) => void): Promise<void> {
  if (random.below(12) === 0) return world.settle();
  for (let count = random.below(7); count >= 0; count -= 1) {
    const channel = random.pick(world.network.channels());
    if (channel === undefined) return;
    onDelivery(channel);
    world.network.deliver(channel);
  }
}

function watchOvertaking({ tally }: Stage): (channel: string) => void {
  const newest = new Map<string, number>();
  return (channel) => {
    const [, connection, conversationId, rev] = DOORBELL.exec(channel) ?? [];
    if (rev === undefined) return;
    const place = `${connection}${conversationId}`;
    const known = newest.get(place) ?? 0;
    if (Number(rev) < known) tally.see("a doorbell overtook another");
    newest.set(place, Math.max(known, Number(rev)));
  };
}

function expectConvergence({ world, seats, ledger, faults }: Stage): void {
  for (const fault of faults) throw fault;
  const failed = new Set<string>();
  for (const seat of seats) {
    const state = seat.person.client.getState();
    if (state.connection.status !== "live") throw new Error(`${seat.name} is ${state.connection.status}.`);
    expectEqualToServer(state, world.server, seat.userId);
    for (const id of seat.outboxIds().failed) failed.add(id);
  }
  const broken = ledger.faults(failed);
  if (broken.length > 0) throw new Error(broken.join("; "));
}
