/** Sessions are ended under their users' hands. */
import type { Scenario } from "../scenario.ts";

export const session: Scenario = {
  title:
    "sessions are revoked while their devices are connected, connecting, sending or offline; new devices take their place",
  plan: { rate: 30, isRelayed: true },
  async run({ cast, box, random, isOn, sleep, fault }) {
    const living = new Set(cast.devices.filter(({ info }) => info.kind !== "rest"));
    while (isOn()) {
      const device = random.pick([...living]);
      living.delete(device);
      const state = random.pick(["connected", "connecting", "cut", "offline"] as const);
      if (state === "connecting") device.reconnect();
      if (state === "cut") box.relay(device.info.device)?.cut("reset");
      if (state === "offline") device.setNetwork(false);
      await sleep(random.between(0, 60));
      fault("session ended", "once", `${device.info.device}, ${state}`);
      await cast.endSession(device);
      await sleep(random.between(200, 1_200));
      if (state === "offline") device.setNetwork(true);
      living.add(await cast.addDevice(device.person, device.info.kind));
      await sleep(random.between(300, 1_500));
    }
  },
};
