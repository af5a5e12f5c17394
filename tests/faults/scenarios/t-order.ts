/** Many writers on one conversation. */
import type { Scenario } from "../scenario.ts";

export const order: Scenario = {
  title: "twenty devices write into one conversation at once",
  plan: { people: 8, groups: 1, membersPerGroup: 8, stockDevices: 3, restDevices: 1, rate: 60, isRelayed: true },
  async run({ box, random, isOn, sleep, fault }) {
    while (isOn()) {
      const relay = random.pick(box.relays());
      const late = random.below(400);
      relay.delay(late, late / 2);
      fault("late", "on", `${late} ms`);
      await sleep(random.between(200, 600));
      if (random.below(3) === 0) relay.pass();
    }
  },
};
