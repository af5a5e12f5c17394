/** Half-open connections: one direction is dead. */
import type { Scenario } from "../scenario.ts";

export const half: Scenario = {
  title: "devices hear the server but do not reach it, or the other way round",
  plan: { isRelayed: true },
  async run({ box, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      const direction = random.pick(["up", "down"] as const);
      const halves = cast.devices.filter(() => random.below(3) === 0);
      for (const { info } of halves) box.relay(info.device)?.lose(direction);
      fault("one way lost", "on", `${direction}: ${halves.map(({ info }) => info.device).join(" ")}`);
      await sleep(random.between(1_000, 9_000));
      for (const { info } of halves) {
        const relay = box.relay(info.device);
        // What was lost on the way leaves a stream with a hole: no real connection survives that.
        relay?.cut(random.pick(["reset", "end"]));
        relay?.pass();
      }
      fault("one way lost", "off");
      await sleep(random.between(500, 2_000));
    }
  },
};
