/** A long day: everything that can go wrong beside everything else, a little of each, with calm between. */
import type { Scenario, Stage } from "../scenario.ts";

const CALM_MS = 10_000;

/**
 * @param what the parts have in common
 * @param parts what happens in turn, as the seed chooses
 */
export function soak(what: string, parts: readonly Scenario[]): Scenario {
  return {
    title: `${what}, in turns of half a minute with calm between, while memory, handles and tables are watched`,
    plan: { rate: 12, isRelayed: true, isDatabaseRelayed: true },
    async run(stage) {
      while (stage.isOn()) {
        const turn = stage.random.between(15_000, 35_000);
        await stage.random.pick(parts).run(during(stage, turn));
        await stage.box.heal();
        await stage.sleep(CALM_MS);
      }
    },
  };
}

/** The same stage for a part of the time. */
function during(stage: Stage, milliseconds: number): Stage {
  const end = performance.now() + milliseconds;
  const left = () => Math.max(0, end - performance.now());
  return {
    ...stage,
    seconds: milliseconds / 1_000,
    isOn: () => stage.isOn() && left() > 0,
    sleep: (wanted) => stage.sleep(Math.min(wanted, left())),
  };
}
