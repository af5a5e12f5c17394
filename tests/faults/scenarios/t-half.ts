/** Half-open connections: one direction is dead. */

import type { Direction } from "@oschat/test-kit";
import type { Box } from "../box/box.ts";
import type { Device } from "../load/cast.ts";
import type { Random, Scenario } from "../scenario.ts";

/** Where the machine allows namespaces, the kernel drops what goes to and from these; for all others a relay does. */
const IN_NAMESPACES = ["ada-engine-1", "ben-engine-1", "cleo-engine-2"];

export const half: Scenario = {
  title: "devices hear the server but do not reach it, or the other way round; some come back by another way",
  plan: { isRelayed: true, isolatedDevices: IN_NAMESPACES },
  async run({ box, cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      const direction = random.pick(["up", "down"] as const);
      const halves = cast.devices.filter(() => random.below(3) === 0);
      for (const device of halves) await lose(box, device, direction);
      const namespaces = halves.filter(({ info }) => box.network(info.device) !== null).length;
      fault("one way lost", "on", `${direction}: ${halves.length} devices, ${namespaces} of them by the kernel`);
      await sleep(random.between(1_000, 9_000));
      for (const device of halves) await giveBack(box, device, random);
      fault("one way lost", "off");
      await sleep(random.between(500, 2_000));
    }
    // Whoever still hears nothing is told: a bare socket would notice only after two missed pings.
    for (const relay of box.relays()) relay.cut();
  },
};

async function lose(box: Box, { info: { device } }: Device, direction: Direction): Promise<void> {
  const network = box.network(device);
  if (network === null) box.relay(device)?.lose(direction);
  else await network.drop(direction);
}

async function giveBack(box: Box, { info: { device } }: Device, random: Random): Promise<void> {
  const network = box.network(device);
  if (network === null) {
    const relay = box.relay(device);
    // A relayed stream that lost something has a hole, and stays silent until somebody notices or is told.
    if (random.below(2) === 0) relay?.cut(random.pick(["reset", "end"]));
    relay?.pass();
    return;
  }
  // As when an address changes on the way: this side forgets, the other side is not told.
  if (random.below(2) === 0) await network.forgetConnections();
  await network.pass();
}
