/** The database dies. */
import type { Scenario } from "../scenario.ts";

export const databaseKilled: Scenario = {
  title: "PostgreSQL is killed whole, one backend of it is, its connections are ended, it is restarted at once",
  plan: { rate: 40 },
  async run({ box: { database }, random, isOn, sleep, fault }) {
    const deaths = {
      "database killed": async () => {
        await database.kill();
        await sleep(random.between(0, 2_000));
        await database.start();
      },
      "backend killed": () => database.killBackend(),
      "connections ended": () => database.terminateBackends(1 + random.below(5)),
      "immediate restart": () => database.restartImmediately(),
    };
    while (isOn()) {
      const name = random.pick(Object.keys(deaths) as (keyof typeof deaths)[]);
      fault(name, "on");
      await deaths[name]();
      fault(name, "off");
      await sleep(random.between(500, 3_000));
    }
  },
};
