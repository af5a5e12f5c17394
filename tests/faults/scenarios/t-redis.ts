/** What the nodes tell each other over goes away in every way. */
import type { Scenario, Stage } from "../scenario.ts";
import { member } from "./t-member.ts";

type Trouble = (stage: Stage) => Promise<void>;

const TROUBLES: Record<string, Trouble> = {
  async "redis killed"({ box, random, sleep }) {
    await box.redis?.kill();
    await sleep(random.between(300, 6_000));
    await box.redis?.start();
  },
  async "redis paused"({ box, random, sleep }) {
    box.redis?.pause();
    await sleep(random.between(300, 12_000));
    box.redis?.resume();
  },
  "redis emptied": async ({ box }) => box.redis?.flush(),
  "subscriptions dropped": async ({ box }) => box.redis?.dropSubscribers(),
};

export const redis: Scenario = {
  title: "two nodes whose Redis is killed, paused, emptied, or drops its subscribers, under load",
  needs: ["redis"],
  plan: { nodes: 2, rate: 25 },
  run: breakRedis,
};

export const apart: Scenario = {
  title: "the same while members are removed, leave and are added again in a loop",
  needs: ["redis"],
  plan: { ...member.plan, nodes: 2, rate: 25 },
  run: async (stage) => void (await Promise.all([member.run(stage), breakRedis(stage)])),
};

async function breakRedis(stage: Stage): Promise<void> {
  const { random, isOn, sleep, fault } = stage;
  while (isOn()) {
    await sleep(random.between(500, 3_000));
    const name = random.pick(Object.keys(TROUBLES));
    fault(name, "on");
    await TROUBLES[name]?.(stage);
    fault(name, "off");
  }
}
