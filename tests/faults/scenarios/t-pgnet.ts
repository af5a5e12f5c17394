/** The wire between server and database. */
import type { Scenario } from "../scenario.ts";

export const databaseUnreachable: Scenario = {
  title: "the network between server and database swallows everything, or one direction, delays, or cuts",
  plan: { rate: 30, restDevices: 3, isDatabaseRelayed: true },
  async run({ box: { databaseRelay: relay }, random, isOn, sleep, fault }) {
    if (relay === null) return;
    while (isOn()) {
      await sleep(random.between(500, 2_500));
      const what = random.pick(["swallowed", "answers swallowed", "late", "cut", "refused"] as const);
      // Late answers come: that is no outage.
      const name = what === "late" ? "answers late" : `database network ${what}`;
      fault(name, "on");
      if (what === "swallowed") relay.lose("up", "down");
      if (what === "answers swallowed") relay.lose("down");
      if (what === "late") relay.delay(200, 100);
      if (what === "cut") relay.cut("reset");
      if (what === "refused") relay.refuse();
      await sleep(random.between(500, 6_000));
      // Otherwise what was asked meanwhile is never answered, and nobody is told.
      const isReset = what.includes("swallowed") && random.below(2) === 0;
      if (isReset) relay.cut("reset");
      relay.pass();
      fault(name, "off", isReset ? "reset" : "silent");
    }
  },
};
