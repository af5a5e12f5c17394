/** Coming and going while everybody writes. */
import type { CastGroup, CastPerson, Device } from "../load/cast.ts";
import type { Scenario, Stage } from "../scenario.ts";

/** The long ones show who still hears after being told to go. */
const ABSENCES_MS = [0, 50, 200, 800, 5_000];

export const member: Scenario = {
  title:
    "members are removed, leave and are added again in a loop, with their devices online, offline, connecting or killed",
  plan: { rate: 30, isRelayed: true, stockDevices: 5 },
  async run(stage) {
    const { cast, random, isOn, sleep } = stage;
    while (isOn()) {
      const group = random.pick(cast.groups);
      const [owner, ...others] = group.initialMembers;
      if (owner === undefined) throw new Error("a group without members");
      const somebody = random.pick(others);
      await goAndComeBack(stage, group, { owner, somebody });
      await sleep(random.between(50, 500));
    }
    // Everybody is back in the end, so that the final states compare whole groups.
    for (const group of cast.groups) addEveryone(stage, group);
  },
};

async function goAndComeBack(
  { cast, box, random, sleep, fault }: Stage,
  { id: conversationId }: CastGroup,
  { owner, somebody }: { owner: CastPerson; somebody: CastPerson },
): Promise<void> {
  const [boss] = engines(cast.devicesOf(owner));
  const own = engines(cast.devicesOf(somebody));
  const [device] = own;
  if (boss === undefined || device === undefined) return;
  const state = random.pick(["online", "offline", "connecting", "killed"] as const);
  fault("removal", "once", `${somebody.name}, ${state}`);
  if (state === "offline") device.setNetwork(false);
  if (state === "killed") await device.kill();
  if (state === "connecting") for (const one of own) one.reconnect();
  await sleep(random.between(0, 60));
  const leaver = random.below(4) === 0 && state === "online" ? device : boss;
  leaver.perform({ do: "remove-member", conversationId, userId: somebody.id });
  if (random.below(2) === 0) box.relay(device.info.device)?.cut("reset");
  await sleep(random.pick(ABSENCES_MS));
  boss.perform({ do: "add-member", conversationId, userId: somebody.id });
  await sleep(random.between(0, 300));
  if (state === "offline") device.setNetwork(true);
  if (state === "killed") await device.start();
}

function addEveryone({ cast }: Stage, { id: conversationId, initialMembers: [owner, ...others] }: CastGroup): void {
  if (owner === undefined) return;
  const [boss] = engines(cast.devicesOf(owner));
  for (const { id: userId } of others) boss?.perform({ do: "add-member", conversationId, userId });
}

function engines(devices: readonly Device[]): Device[] {
  return devices.filter(({ info }) => info.kind === "engine");
}
