/** Reading on two devices, one of which lives in the past. */
import type { Scenario } from "../scenario.ts";

export const read: Scenario = {
  title: "two devices of one person move the read marker at once, one of them with old values after being offline",
  plan: { mix: { send: 50, edit: 5, delete: 10, markRead: 35, typing: 0 }, rate: 40, stockDevices: 5 },
  async run({ cast, random, isOn, sleep, fault }) {
    while (isOn()) {
      const person = random.pick(cast.people);
      const [one, other] = cast.devicesOf(person).filter(({ info }) => info.kind === "engine");
      const groups = cast.groups.filter(({ initialMembers }) => initialMembers.includes(person));
      if (one === undefined || other === undefined) continue;
      fault("offline", "on", one.info.device);
      one.setNetwork(false);
      const { id: conversationId } = random.pick(groups);
      one.perform({ do: "mark-read", conversationId });
      await sleep(random.between(300, 2_500));
      other.perform({ do: "mark-read", conversationId });
      one.perform({ do: "mark-read", conversationId, seq: 1 + random.below(5) });
      fault("offline", "off", one.info.device);
      one.setNetwork(true);
      other.perform({ do: "mark-read", conversationId, seq: 1 + random.below(20) });
      // An engine asks for nothing that goes back; a program of somebody's own may.
      const bare = cast.devicesOf(person).find(({ info }) => info.kind === "stock");
      bare?.perform({ do: "mark-read", conversationId, seq: 1 + random.below(5) });
      await sleep(random.between(50, 500));
    }
  },
};
