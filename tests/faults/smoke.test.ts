/** The fault suite in small: fixed seeds, short loads. The whole of it is `npm run faults`. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whyNoRedis } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeTemplate } from "./box/cluster-template.ts";
import { findMissing } from "./box/needs.ts";
import { buildPrograms, type Programs, removePrograms } from "./box/programs.ts";
import { describeViolations } from "./report.ts";
import { runScenario } from "./run.ts";
import { SCENARIOS } from "./scenarios/index.ts";

const SEED = 7;
const SECONDS = 10;
const SMOKE = ["T-ack", "T-dup", "T-cursor", "T-race", "T-member", "T-pgkill"];
/** Left out where there is no Redis, which oschat alone does not need. */
const SMOKE_OF_NODES = ["T-node", "T-redis"];

const missing = whyNoRedis();
if (missing !== null) console.warn(`Faults of several nodes are not tried: ${missing}`);

let programs: Programs;

beforeAll(async () => {
  programs = await buildPrograms([]);
});
afterAll(async () => {
  await removeTemplate();
  await removePrograms();
});

async function holds(name: string): Promise<void> {
  const scenario = SCENARIOS[name];
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  expect(await findMissing(scenario.needs ?? [])).toEqual([]);
  const folder = await mkdtemp(join(tmpdir(), `oschat-faults-${name}-`));
  const { violations, figures } = await runScenario({
    name,
    scenario,
    seed: SEED,
    seconds: SECONDS,
    folder,
    programs,
  });
  expect(violations, `${describeViolations(violations)}\nhistory: ${folder}`).toEqual([]);
  expect(figures.acks).toBeGreaterThan(0);
  await rm(folder, { recursive: true, force: true });
}

describe("nothing is lost, doubled or leaked", () => {
  it.each(SMOKE)(`%s, seed ${SEED}`, holds);
  it.skipIf(missing !== null).each(SMOKE_OF_NODES)(`%s, seed ${SEED}`, holds);
});
