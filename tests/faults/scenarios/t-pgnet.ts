/** The wire between server and database. */
import type { Scenario } from "../scenario.ts";

export const databaseUnreachable: Scenario = {
  title: "the network between server and database swallows everything, or one direction, delays, or cuts",
  plan: { rate: 30, restDevices: 3, isDatabaseRelayed: true },
  async run({ box: { databaseRelay: relay }, random, isOn, sleep, fault }) {
    if (relay === null) return;
    while (isOn()) {
      await sleep(random.between(500, 2_500));
      const name = random.pick(["swallowed", "answers swallowed", "late", "cut", "refused"] as const);
      fault(`database network ${name}`, "on");
      if (name === "swallowed") relay.lose("up", "down");
      if (name === "answers swallowed") relay.lose("down");
      if (name === "late") relay.delay(200, 100);
      if (name === "cut") relay.cut("reset");
      if (name === "refused") relay.refuse();
      await sleep(random.between(500, 6_000));
      if (name.includes("swallowed")) relay.cut("reset");
      relay.pass();
      fault(`database network ${name}`, "off");
    }
  },
};
