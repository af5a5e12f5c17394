/** Partitions: nothing passes, and nobody is told. */
import type { Scenario } from "../scenario.ts";

export const partition: Scenario = {
  title:
    "some devices are cut off without a word for one to twelve seconds; then their connections pass again, or are reset",
  plan: { isRelayed: true },
  async run({ box, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      const away = cast.devices.filter(() => random.below(3) === 0);
      for (const { info } of away) box.relay(info.device)?.hold("up", "down");
      fault("partition", "on", away.map(({ info }) => info.device).join(" "));
      await sleep(random.pick([1_000, 4_000, 12_000]));
      const isReset = random.below(2) === 0;
      for (const { info } of away) {
        const relay = box.relay(info.device);
        if (isReset) relay?.cut("reset");
        relay?.pass();
      }
      fault("partition", "off", isReset ? "reset" : "silent");
      await sleep(random.between(1_000, 3_000));
    }
  },
};
