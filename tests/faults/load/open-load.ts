/** Chooses by the seed who does what, at the plan's rate, and lets the devices do it. */
import type { Mix, Plan, Random } from "../scenario.ts";
import type { Cast, Device, Wish } from "./cast.ts";
import type { Load } from "./load.ts";

const WORDS = ["a", "few", "words", "about", "nothing", "much", "and", "then", "some", "more"];
const MAX_WORDS = 40;

export function openLoad({ plan, cast, random }: { plan: Plan; cast: Cast; random: Random }): Load & {
  start(): void;
} {
  const silent = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let count = 0;

  function step(): void {
    const device = random.pick(cast.devices);
    const groups = cast.groups.filter(
      ({ id, initialMembers }) => !silent.has(id) && initialMembers.some((member) => member.id === device.person.id),
    );
    if (groups.length === 0) return;
    device.perform(wish(device, random.pick(groups).id));
    count += 1;
  }

  function wish({ info }: Device, conversationId: string): Wish {
    const kind = chooseKind(plan.mix, random);
    const text = `${info.device} ${count}: ${words(random)}`;
    if (kind === "edit") return { do: "edit-own", conversationId, text };
    if (kind === "delete") return { do: "delete-own", conversationId };
    if (kind === "markRead") return { do: "mark-read", conversationId };
    if (kind === "typing") return { do: "typing", conversationId };
    return { do: "send", conversationId, text };
  }

  const load = {
    start() {
      timer ??= setInterval(step, 1_000 / plan.rate);
    },
    silence: (conversationId: string) => void silent.add(conversationId),
    pause() {
      clearInterval(timer);
      timer = undefined;
    },
    resume: () => load.start(),
    get count() {
      return count;
    },
  };
  return load;
}

function chooseKind(mix: Mix, random: Random): keyof Mix {
  const kinds = Object.entries(mix) as [keyof Mix, number][];
  let rest = random.next() * kinds.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [kind, weight] of kinds) {
    rest -= weight;
    if (rest < 0) return kind;
  }
  return "send";
}

function words(random: Random): string {
  return Array.from({ length: 1 + random.below(MAX_WORDS) }, () => random.pick(WORDS)).join(" ");
}
