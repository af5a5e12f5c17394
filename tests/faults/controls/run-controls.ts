/** Runs oschat as each control breaks it, and sees whether the checker notices. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPrograms } from "../box/programs.ts";
import type { InvariantId } from "../checker/invariants.ts";
import type { MatrixOrder } from "../matrix.ts";
import { runScenario } from "../run.ts";
import { SCENARIOS } from "../scenarios/index.ts";
import { CONTROLS } from "./index.ts";

/** @returns whether all were caught, each with one of the seeds */
export async function runControls({ names, seeds, seconds }: MatrixOrder): Promise<boolean> {
  const escaped: string[] = [];
  for (const name of names) {
    if (!(await isCaught(name, { seeds, seconds }))) escaped.push(name);
  }
  console.log(
    escaped.length === 0 ? `\nall ${names.length} controls were caught` : `\nnot caught: ${escaped.join(", ")}`,
  );
  return escaped.length === 0;
}

async function isCaught(name: string, { seeds, seconds }: Pick<MatrixOrder, "seeds" | "seconds">): Promise<boolean> {
  for (const seed of seeds) {
    const violated = await violatedBy(name, seed, seconds);
    const isExpected = CONTROLS[name]?.caughtBy.some((invariant) => violated.has(invariant)) ?? false;
    const found = [...violated].map(([invariant, count]) => `${invariant} (${count})`).join(", ");
    console.log(`${isExpected ? "caught " : "MISSED "} ${name} seed ${seed}: ${found || "nothing found"}`);
    if (isExpected) return true;
  }
  return false;
}

/** The invariants that were violated, and how often. */
export async function violatedBy(name: string, seed: number, seconds: number): Promise<Map<InvariantId, number>> {
  const control = CONTROLS[name];
  const scenario = SCENARIOS[control?.scenario ?? ""];
  if (control === undefined || scenario === undefined) throw new Error(`no control ${name}, or no scenario for it`);
  const folder = await mkdtemp(join(tmpdir(), `oschat-faults-${name}-`));
  const broken = { ...scenario, plan: { ...scenario.plan, ...control.plan } };
  const programs = await buildPrograms(control.variant);
  const { violations } = await runScenario({ name, scenario: broken, seed, seconds, folder, programs });
  await rm(folder, { recursive: true, force: true });
  const violated = new Map<InvariantId, number>();
  for (const { invariant } of violations) violated.set(invariant, (violated.get(invariant) ?? 0) + 1);
  return violated;
}
