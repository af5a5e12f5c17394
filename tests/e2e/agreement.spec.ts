/**
 * Two tabs of one browser and a second device, at random: send, read, mark as unread, mute, write drafts, lose the network, reload. At
 * every quiet point what each page shows is what the database says, counted anew.
 *
 * OSCHAT_E2E_ACTIONS sets how many actions there are (1000 for all; without it as many as fit into a minute), OSCHAT_E2E_SEED replays.
 */

import { differencesOf } from "./agreement/differences.ts";
import { everybodyOnline, happen } from "./agreement/happen.ts";
import { setStage } from "./agreement/stage.ts";
import { expect, test } from "./behaviour.ts";

const ACTIONS = Number(process.env.OSCHAT_E2E_ACTIONS ?? 1_000);
const BUDGET_MS = process.env.OSCHAT_E2E_ACTIONS === undefined ? 60_000 : Number.POSITIVE_INFINITY;
const SEED = Number(process.env.OSCHAT_E2E_SEED ?? 7);
const QUIET_EVERY = 50;

test("#96 #46 #92 [R1] [R2] unread counts, drafts and marks agree with the database after random actions on two tabs and two devices", async ({
  arrive,
  person,
  addressOf,
  world,
}) => {
  test.setTimeout(BUDGET_MS === Number.POSITIVE_INFINITY ? 1_800_000 : 240_000);
  const stage = await setStage({ arrive, person, addressOf, world }, SEED);
  const started = Date.now();
  for (let count = 1; count <= ACTIONS; count += 1) {
    await happen(stage);
    const isOver = Date.now() - started > BUDGET_MS;
    if (count % QUIET_EVERY === 0 || count === ACTIONS || isOver) {
      await everybodyOnline(stage);
      await expect
        .poll(() => differencesOf(stage), {
          message: `seed ${SEED}, after ${count} actions: ${stage.log.slice(-60).join("; ")}`,
        })
        .toEqual([]);
    }
    if (isOver) break;
  }
  test.info().annotations.push({ type: "actions", description: `${stage.log.length}, seed ${SEED}` });
});
