/** The server dies around COMMIT. */
import type { Failpoint } from "../box/server-control.ts";
import type { Scenario, Stage } from "../scenario.ts";

const FAILPOINTS: readonly Failpoint[] = [
  "before-statement",
  "after-statement",
  "before-acknowledgement",
  "before-delivery",
  "amid-delivery",
];

export const ack: Scenario = {
  title: "the server dies before the statement, after it, before the acknowledgement, before delivery and amid it",
  plan: { rate: 30 },
  async run(stage) {
    for (let turn = stage.random.below(FAILPOINTS.length); stage.isOn(); turn += 1) {
      await dieAt(stage, FAILPOINTS[turn % FAILPOINTS.length] ?? "before-acknowledgement");
    }
  },
};

/** The running server is killed; its next life ends at the failpoint, the one after that is whole. */
export async function dieAt({ box, random, fault, sleep }: Stage, failpoint: Failpoint): Promise<void> {
  await box.server.kill();
  await box.server.start({ failpoint, after: 1 + random.below(20) });
  fault(failpoint, "on");
  await Promise.race([box.server.ended(), sleep(6_000)]);
  fault(failpoint, "off");
  await box.server.kill();
  await box.server.start();
  await sleep(random.between(200, 1_500));
}
