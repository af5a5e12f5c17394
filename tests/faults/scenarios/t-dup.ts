/** The same message again and again. */
import type { Scenario } from "../scenario.ts";

const IN_PLACE_OF = 60;

export const dup: Scenario = {
  title:
    "every message is sent one to five times at once, over socket and REST, some with another body or by somebody else under the same id",
  plan: { stockDevices: 4, restDevices: 3, mix: { send: 100, edit: 6, delete: 3, markRead: 10, typing: 0 }, rate: 10 },
  async run({ cast, random, isOn, sleep, fault }) {
    const senders = cast.devices.filter(({ info }) => info.kind !== "engine");
    for (let count = 0; isOn(); count += 1) {
      const device = random.pick(senders);
      const group = random.pick(cast.groups.filter(({ initialMembers }) => initialMembers.includes(device.person)));
      const clientMsgId = crypto.randomUUID();
      const text = `${device.info.device} again ${count}`;
      const send = { do: "send", conversationId: group.id, clientMsgId } as const;
      device.perform({ ...send, text, times: 1 + random.below(5) });
      for (const other of senders.filter(({ person }) => person === device.person && random.below(2) === 0)) {
        if (other !== device) other.perform({ ...send, text, times: 1 + random.below(3) });
      }
      fault("sent again", "once", clientMsgId);
      // Ids are one's own: the same one means nothing when somebody else sends it.
      const stranger = senders.find(({ person }) => person !== device.person && group.initialMembers.includes(person));
      if (random.below(4) === 0) stranger?.perform({ ...send, text });
      if (random.below(4) === 0) {
        device.perform({ ...send, text: `${text}, another body` });
        fault("another body", "once", clientMsgId);
      }
      await sleep(random.between(20, 2 * IN_PLACE_OF));
    }
  },
};
