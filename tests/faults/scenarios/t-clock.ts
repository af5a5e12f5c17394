/** A clock that jumps. */
import type { Scenario } from "../scenario.ts";

const HOUR_MS = 3_600_000;
const JUMPS_MS = [-HOUR_MS, 24 * HOUR_MS, -1_000, 1_000, -10 * 60_000];

export const clock: Scenario = {
  title: "the server's clock goes back an hour, ahead a day, and stutters",
  plan: { rate: 30 },
  async run({ box, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      const shiftMs = random.pick(JUMPS_MS);
      box.server.setClock({ shiftMs });
      fault("clock", "on", `${shiftMs} ms`);
      random.pick(cast.devices).reconnect();
      await sleep(random.between(500, 2_500));
      if (random.below(3) === 0) box.server.setClock(null);
    }
    box.server.setClock(null);
    fault("clock", "off");
  },
};
