/** Waiting until everybody is equal: nothing is on its way, and every engine is where the database is. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Box } from "./box/box.ts";
import type { Cast, Device } from "./load/cast.ts";

const POLL_MS = 200;

interface Head {
  conversation: string;
  user: string;
  rev: number;
  read: number;
}

/** What everybody waits for, or null when nothing is left. */
type Obstacle = string | null;

/** @returns what was still missing when patience ran out; null when all were equal */
export async function untilQuiet(box: Box, cast: Cast, patienceMs: number): Promise<Obstacle> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const obstacle = await findObstacle(box, cast);
    if (obstacle === null || performance.now() > deadline) return obstacle;
    await sleep(POLL_MS);
  }
}

async function findObstacle(box: Box, cast: Cast): Promise<Obstacle> {
  const heads = await box.database.query<Head>(
    `select c.id as conversation, m.user_id as user, c.last_rev::int as rev, m.last_read_seq::int as read
     from conversation_members m join conversations c on c.id = m.conversation_id`,
  );
  for (const device of cast.devices.filter(({ isRunning }) => isRunning)) {
    const obstacle = await obstacleOf(device, heads);
    if (obstacle !== null) return `${device.info.device}: ${obstacle}`;
  }
  return null;
}

async function obstacleOf({ info, progress }: Device, heads: readonly Head[]): Promise<Obstacle> {
  const { places, pending, status } = await progress();
  if (status === "signed-out") return null;
  if (status !== "live") return status;
  if (pending > 0) return `${pending} messages are on their way`;
  if (info.kind !== "engine") return null;
  const mine = heads.filter(({ user }) => user === info.userId);
  const behind = mine.find(({ conversation, rev, read }) => {
    const place = places[conversation];
    return place?.rev !== rev || place.read !== read;
  });
  if (behind !== undefined) {
    const { conversation, rev, read } = behind;
    const { rev: at, read: readTo } = places[conversation] ?? {};
    return `${conversation} is at ${at}, read to ${readTo}, not at ${rev}, read to ${read}`;
  }
  const tooMany = Object.keys(places).length - mine.length;
  return tooMany > 0 ? `${tooMany} conversations too many` : null;
}
