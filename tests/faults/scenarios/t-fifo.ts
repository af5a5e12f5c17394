/** Written without a network, sent through a bad one. */
import type { Scenario } from "../scenario.ts";

const WRITTEN = 50;

export const fifo: Scenario = {
  title: "fifty messages are written offline, then sent while the connection is cut again and again",
  plan: { isRelayed: true, rate: 8 },
  async run({ box, cast, random, isOn, sleep, fault }) {
    const engines = cast.devices.filter(({ info }) => info.kind === "engine");
    while (isOn()) {
      const device = random.pick(engines);
      const groups = cast.groups.filter(({ initialMembers }) => initialMembers.includes(device.person));
      fault("offline", "on", device.info.device);
      device.setNetwork(false);
      for (let n = 0; n < WRITTEN; n += 1) {
        const text = `${device.info.device} offline ${n}`;
        device.perform({ do: "send", conversationId: random.pick(groups).id, text });
      }
      await sleep(random.between(200, 1_500));
      if (random.below(3) === 0) {
        await device.kill();
        await device.start();
      }
      fault("offline", "off", device.info.device);
      device.setNetwork(true);
      for (let cuts = 0; cuts < 4; cuts += 1) {
        await sleep(random.between(50, 600));
        box.relay(device.info.device)?.cut(random.pick(["reset", "end"]));
        fault("cut", "once", device.info.device);
      }
    }
  },
};
