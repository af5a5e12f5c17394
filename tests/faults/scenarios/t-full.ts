/** No space left on the device. */
import type { Scenario } from "../scenario.ts";

export const full: Scenario = {
  title:
    "the disk under PostgreSQL fills up for a while: reading goes on, writing is refused, and both go on afterwards",
  needs: ["tmpfs"],
  plan: { rate: 30, restDevices: 2, databaseBytes: 400 * 1024 * 1024 },
  async run({ box: { database }, random, isOn, sleep, fault }) {
    while (isOn()) {
      await sleep(random.between(1_000, 3_000));
      fault("database disk full", "on");
      await database.fillDisk();
      await sleep(random.between(1_500, 5_000));
      await database.freeDisk();
      fault("database disk full", "off");
    }
  },
};
