/** Devices that do not read. */
import type { Scenario } from "../scenario.ts";

/** Nearly as long as a message may be, four bytes a character. */
const LONG = "\u{1f600}".repeat(3_900);
const AT_ONCE = 8;

export const slow: Scenario = {
  title:
    "two devices stop reading or read a kilobyte a second while their conversations are flooded with long messages",
  plan: { isRelayed: true, stockDevices: 3, rate: 10 },
  async run({ box, cast, random, isOn, sleep, fault }) {
    const [one, other] = cast.devices.filter(({ info }) => info.kind === "engine");
    if (one === undefined || other === undefined) return;
    box.relay(one.info.device)?.hold("down");
    box.relay(other.info.device)?.throttle(1_024);
    fault("does not read", "on", one.info.device);
    fault("reads a kilobyte a second", "on", other.info.device);
    const writers = cast.devices.filter(({ info }) => info.kind === "stock");
    while (isOn()) {
      const writer = random.pick(writers);
      const group = random.pick(cast.groups.filter(({ initialMembers }) => initialMembers.includes(writer.person)));
      for (let n = 0; n < AT_ONCE; n += 1) {
        writer.perform({ do: "send", conversationId: group.id, text: `${writer.info.device} ${n} ${LONG}` });
      }
      await sleep(250);
    }
    for (const { info } of [one, other]) box.relay(info.device)?.pass();
    fault("does not read", "off");
  },
};
