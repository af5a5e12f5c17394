/** The operator goes back to a backup under living clients. */
import type { Scenario } from "../scenario.ts";

export const restore: Scenario = {
  title: "the database goes back to a copy, with a new epoch, while every device is connected and writes",
  plan: { rate: 20 },
  async run({ box, random, sleep, seconds, fault }) {
    await sleep(random.between(0.2, 0.3) * seconds * 1_000);
    fault("copy", "on");
    await box.database.backup();
    fault("copy", "off");
    await sleep(random.between(0.2, 0.3) * seconds * 1_000);
    fault("restore", "on");
    await box.server.stop();
    await box.database.restore();
    fault("restore", "off");
    await box.server.start();
  },
};
