/** Everybody comes back at once. */
import type { Scenario } from "../scenario.ts";

export const storm: Scenario = {
  title: "all connections break at once, or the server restarts, again and again under load",
  plan: { isRelayed: true, people: 8, enginesPerPerson: 2, groups: 5, membersPerGroup: 5, rate: 30 },
  async run({ box, random, isOn, sleep, fault }) {
    while (isOn()) {
      if (random.below(3) > 0) {
        fault("everybody cut", "once");
        for (const relay of box.relays()) relay.cut(random.pick(["reset", "end"]));
      } else {
        fault("server killed", "once");
        await box.server.kill();
        await sleep(random.between(0, 1_000));
        await box.server.start();
      }
      await sleep(random.between(500, 4_000));
    }
  },
};
