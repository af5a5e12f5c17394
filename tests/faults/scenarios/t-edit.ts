/** Changing what was said while others do not look. */
import type { Scenario } from "../scenario.ts";

export const edit: Scenario = {
  title: "messages are edited and deleted by two devices at once while half of the devices are offline or killed",
  plan: { mix: { send: 40, edit: 40, delete: 15, markRead: 5, typing: 0 }, rate: 40, isRelayed: true },
  async run({ cast, random, isOn, sleep, fault }) {
    const engines = cast.devices.filter(({ info }) => info.kind === "engine");
    while (isOn()) {
      const away = engines.filter(() => random.below(2) === 0);
      const dead = away.filter(() => random.below(4) === 0);
      fault("away", "on", `${away.length} devices, ${dead.length} of them killed`);
      for (const device of away) device.setNetwork(false);
      await Promise.all(dead.map((device) => device.kill()));
      await sleep(random.between(1_000, 4_000));
      await Promise.all(dead.map((device) => device.start()));
      for (const device of away) device.setNetwork(true);
      fault("away", "off");
      await sleep(random.between(500, 2_000));
    }
  },
};
