/**
 * `npm run faults`: breaks things while people write, and checks that nothing was lost, doubled or leaked.
 *
 *   npm run faults -- --list
 *   npm run faults -- --scenario T-ack,T-dup --seed 7 --minutes 0.5
 *   npm run faults -- --seeds 1,2,3 --json figures.jsonl      every scenario with three seeds
 *   npm run faults -- --scenario T-soak,T-steady --minutes 30
 *   npm run faults -- --controls                              oschat broken on purpose: each must be caught
 *   npm run faults -- --controls early-acknowledgement
 *
 * Ends with 1 when an invariant was violated, or a control was not caught.
 */
import { parseArgs } from "node:util";
import { removeTemplate } from "./box/cluster-template.ts";
import { removePrograms } from "./box/programs.ts";
import { CONTROLS } from "./controls/index.ts";
import { runControls } from "./controls/run-controls.ts";
import { runMatrix } from "./matrix.ts";
import { LONG, SCENARIOS } from "./scenarios/index.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scenario: { type: "string" },
    seed: { type: "string" },
    seeds: { type: "string" },
    minutes: { type: "string", default: "0.4" },
    json: { type: "string" },
    list: { type: "boolean", default: false },
    controls: { type: "boolean", default: false },
  },
});

const seconds = Number(options.minutes) * 60;
const seeds = (options.seeds ?? options.seed ?? String(Math.floor(Math.random() * 1e6))).split(",").map(Number);
const allScenarios = Object.keys(SCENARIOS).filter((name) => !LONG.includes(name));
const scenarios = options.scenario?.split(",") ?? allScenarios;
const controls = positionals.length > 0 ? positionals : Object.keys(CONTROLS);

function complaint(): string | null {
  const unknown = [
    ...scenarios.filter((name) => SCENARIOS[name] === undefined),
    ...(options.controls ? controls.filter((name) => CONTROLS[name] === undefined) : positionals),
  ];
  if (unknown.length > 0) return `There is no ${unknown.join(", ")}. See: npm run faults -- --list`;
  if (seeds.some(Number.isNaN) || !(seconds > 0)) {
    return "Seeds and minutes are numbers, as in: npm run faults -- --seed 7 --minutes 0.5";
  }
  return null;
}

function list(): void {
  for (const [name, { title }] of Object.entries(SCENARIOS)) console.log(`${name.padEnd(10)} ${title}`);
  console.log("\nControls:");
  for (const [name, { wrong }] of Object.entries(CONTROLS)) console.log(`${name.padEnd(26)} ${wrong}`);
}

async function main(): Promise<boolean> {
  if (options.list) {
    list();
    return true;
  }
  const what = complaint();
  if (what !== null) {
    console.error(what);
    return false;
  }
  const order = { seeds, seconds, json: options.json ?? null };
  return options.controls ? runControls({ ...order, names: controls }) : runMatrix({ ...order, names: scenarios });
}

const isGood = await main().finally(() => Promise.all([removePrograms(), removeTemplate()]));
process.exit(isGood ? 0 : 1);
