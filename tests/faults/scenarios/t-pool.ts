/** One conversation is stuck; the others must not notice. */
import type { Scenario } from "../scenario.ts";

export const pool: Scenario = {
  title:
    "the row of one conversation is held for seconds, and the database has no free connection left, while others write",
  plan: { rate: 40, groups: 6, databaseFlags: ["max_connections=30"] },
  async run({ box: { database }, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      if (random.below(3) > 0) {
        const { id } = random.pick(cast.groups);
        fault("row held", "on", id);
        const letGo = await database.lockConversation(id);
        await sleep(random.between(500, 4_000));
        await letGo();
        fault("row held", "off");
      } else {
        fault("database has no free connection", "on");
        const leave = await database.occupyConnections(0);
        await sleep(random.between(500, 3_000));
        await leave();
        fault("database has no free connection", "off");
      }
      await sleep(random.between(300, 1_500));
    }
  },
};
