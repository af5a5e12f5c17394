/** Partitions: nothing passes, and nobody is told. */
import type { Box } from "../box/box.ts";
import type { Device } from "../load/cast.ts";
import type { Scenario } from "../scenario.ts";

/** Where the machine allows namespaces, the kernel drops what goes to and from these; for all others a relay holds it. */
const IN_NAMESPACES = ["ada-engine-1", "ben-engine-1", "cleo-engine-2"];

export const partition: Scenario = {
  title:
    "some devices are cut off without a word for one to twelve seconds, or lose every fifth packet; then their connections pass again, or are reset",
  plan: { isRelayed: true, isolatedDevices: IN_NAMESPACES },
  async run({ box, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      const away = cast.devices.filter(() => random.below(3) === 0);
      const percent = random.pick([20, 100, 100]);
      for (const device of away) await cutOff(box, device, percent);
      const namespaces = away.filter(({ info }) => box.network(info.device) !== null).length;
      fault("partition", "on", `${away.length} devices, ${namespaces} of them by the kernel (${percent} %)`);
      await sleep(random.pick([1_000, 4_000, 12_000]));
      const isReset = random.below(2) === 0;
      for (const device of away) await joinAgain(box, device, isReset);
      fault("partition", "off", isReset ? "reset" : "silent");
      await sleep(random.between(1_000, 3_000));
    }
  },
};

/** @param percent of the packets; a relay knows no packets and keeps everything */
async function cutOff(box: Box, { info: { device } }: Device, percent: number): Promise<void> {
  const network = box.network(device);
  if (network === null) return box.relay(device)?.hold("up", "down");
  for (const direction of ["up", "down"] as const) await network.drop(direction, percent);
}

async function joinAgain(box: Box, { info: { device } }: Device, isReset: boolean): Promise<void> {
  const network = box.network(device);
  if (network === null) {
    const relay = box.relay(device);
    if (isReset) relay?.cut("reset");
    relay?.pass();
    return;
  }
  await network.pass();
  if (isReset) await network.forgetConnections();
}
