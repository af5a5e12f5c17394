/** The process's time of day, moved or stopped while it runs. Timers and the monotonic clock go on. */
import type { Clock, Order } from "./orders.ts";

/** @param env `FAULTS_CLOCK` holds the clock to begin with, as JSON */
export function followClock(env: NodeJS.ProcessEnv): void {
  const rightDate = Date;
  const rightNow = Date.now.bind(Date);
  let clock = JSON.parse(env.FAULTS_CLOCK ?? "null") as Clock;
  const now = () => {
    if (clock === null) return rightNow();
    return "frozenAt" in clock ? clock.frozenAt : rightNow() + clock.shiftMs;
  };
  rightDate.now = now;
  globalThis.Date = new Proxy(rightDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new rightDate(now()).toString(),
  });
  process.on("message", (order: Order) => {
    if (order.do === "set-clock") ({ clock } = order);
  });
}
