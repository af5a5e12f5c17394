/** Coming back exactly while others write. */
import type { Scenario } from "../scenario.ts";

export const race: Scenario = {
  title: "devices reconnect over and over at random moments while the others write",
  plan: { rate: 40, isRelayed: true },
  async run({ box, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      const device = random.pick(cast.devices);
      fault("reconnect", "once", device.info.device);
      if (random.below(2) === 0) device.reconnect();
      else box.relay(device.info.device)?.cut("reset");
      await sleep(random.between(5, 60));
    }
  },
};
