/** Single frames get lost in a stream that otherwise goes on. */
import type { Scenario } from "../scenario.ts";

export const gap: Scenario = {
  title: "single WebSocket frames to one device after the other are lost, the last one before silence among them",
  plan: { isRelayed: true, rate: 30 },
  async run({ box, cast, load, random, isOn, sleep, fault, seconds }) {
    const until = performance.now() + seconds * 700;
    while (isOn() && performance.now() < until) {
      const { info } = random.pick(cast.devices);
      const relay = box.relay(info.device);
      const share = random.between(0.05, 0.6);
      relay?.dropFrames((text) => text.includes("message:") && random.next() < share);
      fault("frames lost", "on", `${Math.round(share * 100)} % to ${info.device}`);
      await sleep(random.between(300, 2_000));
      relay?.pass();
    }
    // Whoever hears nothing of the end finds out by comparing heads alone.
    const deaf = cast.devices.filter(({ info }) => info.kind === "engine" && random.below(2) === 0);
    for (const { info } of deaf) box.relay(info.device)?.dropFrames((text) => text.includes("message:"));
    fault("frames lost", "on", `all to ${deaf.length} devices`);
    await sleep(1_500);
    load.pause();
    await sleep(1_000);
    for (const relay of box.relays()) relay.pass();
    fault("frames lost", "off");
  },
};
