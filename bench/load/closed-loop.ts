/** As fast as the server answers: every sender has a few messages under way and sends the next when one is acknowledged. */
import type { Member, OpenCrowd } from "./crowd.ts";

export interface ClosedLoopResult {
  /** Acknowledged while the load ran, and over all. */
  acknowledgedInTime: number;
  acknowledged: number;
  deliveries: number;
  outOfOrder: number;
  seconds: number;
}

export async function closedLoop(
  crowd: OpenCrowd,
  { seconds, inFlight }: { seconds: number; inFlight: number },
): Promise<ClosedLoopResult> {
  const before = { acknowledged: crowd.acknowledged, deliveries: crowd.deliveries, outOfOrder: crowd.outOfOrder };
  let isRunning = true;
  crowd.listener = {
    onAnswer: (member: Member) => {
      if (isRunning) crowd.say(member);
    },
  };
  const started = performance.now();
  for (const member of crowd.members) {
    if (member.isSender) for (let sends = 0; sends < inFlight; sends += 1) crowd.say(member);
  }
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  isRunning = false;
  const took = (performance.now() - started) / 1_000;
  const acknowledgedInTime = crowd.acknowledged - before.acknowledged;
  await crowd.finish();
  return {
    acknowledgedInTime,
    acknowledged: crowd.acknowledged - before.acknowledged,
    deliveries: crowd.deliveries - before.deliveries,
    outOfOrder: crowd.outOfOrder - before.outOfOrder,
    seconds: took,
  };
}
