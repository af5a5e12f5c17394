/** The request arrives, the answer does not. */
import type { Scenario } from "../scenario.ts";

const GATEWAY_ERRORS = [502, 503, 504] as const;

export const retry: Scenario = {
  title:
    "connections are cut right after a request went up, proxies answer 502 to 504, and programs are killed in between",
  plan: { isRelayed: true, restDevices: 2 },
  async run({ box, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      const device = random.pick(cast.devices);
      const relay = box.relay(device.info.device);
      const choice = random.below(4);
      if (choice < 2) {
        fault("cut after the request", "once", device.info.device);
        relay?.cutAfter(device.info.kind === "rest" ? "clientMsgId" : "message:send");
        await sleep(random.between(300, 1_500));
      } else if (choice === 2) {
        const status = random.pick(GATEWAY_ERRORS);
        fault("gateway error", "on", `${status} for ${device.info.device}`);
        relay?.answer(status);
        await sleep(random.between(500, 2_000));
      } else if (device.info.kind === "engine") {
        fault("program killed", "once", device.info.device);
        relay?.cutAfter("message:send");
        await sleep(random.between(100, 800));
        await device.kill();
        await sleep(random.between(0, 500));
        await device.start();
      }
      relay?.pass();
    }
  },
};
