/** Everything goes down at once and comes up in any order. */
import type { Scenario } from "../scenario.ts";

export const restart: Scenario = {
  title: "server, database and half of the devices are killed at once and started again in random order",
  async run({ box, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      await sleep(random.between(1_500, 4_000));
      const dead = cast.devices.filter(({ info }) => info.kind === "engine" && random.below(2) === 0);
      fault("everything killed", "on", `${dead.length} devices`);
      await Promise.all([box.server.kill(), box.database.kill(), ...dead.map((device) => device.kill())]);
      const comeBack = [
        async () => {
          await box.database.start();
          await box.server.start();
        },
        ...dead.map((device) => async () => {
          await sleep(random.between(0, 2_000));
          await device.start();
        }),
      ];
      await Promise.all(comeBack.map((start) => start()));
      fault("everything killed", "off");
    }
  },
};
