/** One run: build up, load and faults, heal, wait for quiet, read everything, check. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openBox } from "./box/open-box.ts";
import type { Programs } from "./box/programs.ts";
import { check } from "./checker/check.ts";
import { type Figures, figures } from "./checker/figures.ts";
import type { Violation } from "./checker/invariants.ts";
import { readFinalStates } from "./final-states.ts";
import type { History } from "./history/entry.ts";
import { type HistoryWriter, openHistory, readHistory } from "./history/history-file.ts";
import { openCast } from "./load/open-cast.ts";
import { openLoad } from "./load/open-load.ts";
import { USUAL_PLAN } from "./plan.ts";
import { untilQuiet } from "./quiet.ts";
import { createRandom } from "./random.ts";
import { startSampling } from "./sampling.ts";
import type { Plan, Scenario, Stage } from "./scenario.ts";

/** Longer than what the promise allows, so that a late end is told from none. */
const PATIENCE_MS = 90_000;

export interface RunResult {
  violations: Violation[];
  figures: Figures;
}

export interface RunOrder {
  name: string;
  scenario: Scenario;
  seed: number;
  seconds: number;
  /** For histories, storages and logs; made here, kept or removed by the caller. */
  folder: string;
  programs: Programs;
}

/** @throws when the run itself could not be carried out; what the product did wrong is in the result */
export async function runScenario(order: RunOrder): Promise<RunResult> {
  const { name, scenario, seed, seconds, folder, programs } = order;
  await mkdir(folder, { recursive: true });
  const plan: Plan = { ...USUAL_PLAN, ...scenario.plan };
  const random = createRandom(seed);
  const history = openHistory(folder, "harness");
  const box = await openBox({
    plan,
    folder,
    programs,
    onServerDeath: (detail) => history.write({ type: "fault", name: "server-died", phase: "once", detail }),
  });
  try {
    const cast = await openCast({ plan, box, folder, program: await programs.device(), history });
    try {
      const load = openLoad({ plan, cast, random: random.fork("load") });
      const initialMembers = cast.groups.map(({ id, initialMembers: members }) => ({
        conversationId: id,
        userIds: members.map((member) => member.id),
      }));
      const unready = await untilQuiet(box, cast, PATIENCE_MS);
      if (unready !== null) throw new Error(`never ready: ${unready}`);
      const stopSampling = startSampling(box, history);
      history.write({ type: "phase", phase: "load" });
      load.start();
      const stage = openStage({ random: random.fork("faults"), seconds, box, cast, load, history });
      await Promise.all([scenario.run(stage), sleep(seconds * 1_000)]);
      load.pause();
      await box.heal();
      for (const device of cast.devices) device.resume();
      history.write({ type: "phase", phase: "healing" });
      const obstacle = await untilQuiet(box, cast, PATIENCE_MS);
      if (obstacle === null) history.write({ type: "phase", phase: "quiet" });
      stopSampling();
      const isOut = await signedOut(cast.devices);
      const final = await readFinalStates(box, cast, (device) => isOut.has(device));
      history.write({ type: "phase", phase: "over" });
      const info = { scenario: name, seed, devices: cast.devices.map((device) => device.info), initialMembers };
      await writeFile(join(folder, "final.json"), JSON.stringify({ info, final, obstacle }));
      await writeFile(join(folder, "server.log"), box.nodes.map((node) => node.log()).join("\n"));
      return judge(await readHistory(folder, info, final), obstacle);
    } finally {
      await cast.close();
    }
  } finally {
    history.close();
    await box.close();
  }
}

function judge(history: History, obstacle: string | null): RunResult {
  const violations = check(history);
  if (obstacle !== null) violations.unshift({ invariant: "I21", what: `never equal: ${obstacle}` });
  return { violations, figures: figures(history) };
}

function openStage({
  history,
  ...parts
}: Pick<Stage, "random" | "seconds" | "box" | "cast" | "load"> & { history: HistoryWriter }): Stage {
  const end = performance.now() + parts.seconds * 1_000;
  const left = () => Math.max(0, end - performance.now());
  return {
    ...parts,
    sleep: async (milliseconds) => void (await sleep(Math.min(milliseconds, left()))),
    isOn: () => left() > 0,
    fault: (name, phase, detail = "") => history.write({ type: "fault", name, phase, detail }),
  };
}

async function signedOut(devices: Awaited<ReturnType<typeof openCast>>["devices"]): Promise<Set<string>> {
  const out = new Set<string>();
  for (const { info, isRunning, progress } of devices) {
    if (!isRunning || (await progress()).status === "signed-out") out.add(info.device);
  }
  return out;
}
