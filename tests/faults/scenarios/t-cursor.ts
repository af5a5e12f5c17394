/** Commits that take their time, in another order than they began. */
import type { Scenario } from "../scenario.ts";

export const cursor: Scenario = {
  title: "messages wait up to 50 ms between insert and commit while everybody reconnects and catches up",
  plan: { rate: 40 },
  async run({ box, cast, random, isOn, sleep, fault }) {
    await box.database.slowCommits(50);
    fault("slow commits", "on");
    while (isOn()) {
      random.pick(cast.devices).reconnect();
      fault("reconnect", "once");
      await sleep(random.between(20, 200));
    }
    await box.database.slowCommits(0);
    fault("slow commits", "off");
  },
};
