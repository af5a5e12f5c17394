/** The last message before silence. */
import type { Scenario } from "../scenario.ts";
import { dieAt } from "./t-ack.ts";

export const tail: Scenario = {
  title: "the server dies amid delivery, and then nobody writes any more: the last message must come by itself",
  plan: { rate: 30, mix: { send: 90, edit: 5, delete: 2, markRead: 3, typing: 0 } },
  async run(stage) {
    const { cast, load, random, sleep, seconds, box, fault } = stage;
    await sleep((seconds * 1_000) / 2);
    for (const { id } of cast.groups.slice(1)) load.silence(id);
    await dieAt(stage, random.pick(["before-delivery", "amid-delivery"]));
    for (const { id } of cast.groups) load.silence(id);
    fault("silence", "on");
    await box.server.kill();
    await box.server.start();
  },
};
