/** One of several nodes dies without a word, again and again. */
import type { Scenario } from "../scenario.ts";

/** Some of them when a message is committed and nobody has been told. */
const DEATHS = ["at once", "at once", "before-acknowledgement", "before-delivery", "amid-delivery"] as const;

export const node: Scenario = {
  title:
    "one of three nodes is killed under load, some with a message committed and not told to the others, and comes back later",
  needs: ["redis"],
  plan: { nodes: 3, rate: 25 },
  async run({ box, random, isOn, sleep, fault }) {
    while (isOn()) {
      await sleep(random.between(1_000, 3_000));
      const victim = random.pick(box.nodes);
      const death = random.pick(DEATHS);
      fault(`node killed ${death}`, "once");
      await victim.kill();
      if (death !== "at once") {
        await victim.start({ failpoint: death, after: 1 + random.below(5) });
        await Promise.race([victim.ended(), sleep(4_000)]);
        await victim.kill();
      }
      await sleep(random.between(500, 6_000));
      await victim.start();
    }
  },
};
