/** A clock that stands still. */
import type { Scenario } from "../scenario.ts";

export const equalTimes: Scenario = {
  title: "every message has the same time, and everybody reconnects and pages through history",
  plan: { rate: 40 },
  async run({ box, cast, random, isOn, sleep, fault }) {
    await box.database.freezeTime(new Date());
    fault("time stands still", "on");
    while (isOn()) {
      const device = random.pick(cast.devices);
      fault("reconnect", "once", device.info.device);
      if (random.below(5) > 0 || device.info.kind !== "engine") device.reconnect();
      else {
        await device.kill();
        await device.start();
      }
      await sleep(random.between(50, 300));
    }
    await box.database.freezeTime(null);
    fault("time stands still", "off");
  },
};
