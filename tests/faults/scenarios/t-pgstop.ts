/** The database hangs. */
import type { Scenario } from "../scenario.ts";

export const databaseStopped: Scenario = {
  title: "every process of PostgreSQL is stopped for up to eight seconds, then goes on as if nothing had happened",
  plan: { rate: 30, restDevices: 3 },
  async run({ box: { database }, random, isOn, sleep, fault }) {
    while (isOn()) {
      await sleep(random.between(500, 2_500));
      fault("database paused", "on");
      await database.pause();
      await sleep(random.between(1_000, 8_000));
      await database.resume();
      fault("database paused", "off");
    }
  },
};
