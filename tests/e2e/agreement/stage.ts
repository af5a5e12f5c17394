/** Who takes part: Ada with two tabs and a second device, three conversations of hers, and Ben and Cleo who write to her. */
import type { Person, World } from "@oschat/test-kit";
import type { BrowserContext, Page } from "@playwright/test";
import { type SeededRandom, seededRandom } from "../../../packages/client/src/testing/seeded-random.ts";
import type { Visitor } from "../visitor.ts";

export interface Device {
  readonly context: BrowserContext;
  readonly pages: readonly Page[];
  isOnline: boolean;
  /** By conversation, what was last written and not sent. */
  readonly drafts: Map<string, string>;
}

export interface Stage {
  readonly world: World;
  readonly random: SeededRandom;
  readonly adaId: string;
  readonly devices: readonly Device[];
  readonly conversationIds: readonly string[];
  readonly others: readonly { person: Person; conversationIds: readonly string[] }[];
  readonly sent: string[];
  /** What happened, in order. */
  readonly log: string[];
}

interface Parts {
  world: World;
  arrive: (name: string) => Promise<Visitor>;
  person: (name: string) => Promise<Person>;
  addressOf: (name: string) => string;
}

export async function setStage({ world, arrive, person, addressOf }: Parts, seed: number): Promise<Stage> {
  const [ada, ben, cleo] = await Promise.all([person("Ada"), person("Ben"), person("Cleo")]);
  const withBen = await ben.call("POST /conversations/dm", "/conversations/dm", { email: addressOf("Ada") });
  const withCleo = await cleo.call("POST /conversations/dm", "/conversations/dm", { email: addressOf("Ada") });
  const garden = await ben.groupWith("Garden", ada, cleo);
  for (const { id } of [withBen, garden]) await ben.say(id, "hello");
  await cleo.say(withCleo.id, "hello");
  const [laptop, phone] = [await arrive("Ada"), await arrive("Ada")];
  const tab = await laptop.anotherTab();
  for (const chat of [laptop.chat, tab, phone.chat]) await chat.open();
  return {
    world,
    random: seededRandom(seed),
    adaId: ada.id,
    devices: [
      { context: laptop.context, pages: [laptop.page, tab.page], isOnline: true, drafts: new Map() },
      { context: phone.context, pages: [phone.page], isOnline: true, drafts: new Map() },
    ],
    conversationIds: [withBen.id, withCleo.id, garden.id],
    others: [
      { person: ben, conversationIds: [withBen.id, garden.id] },
      { person: cleo, conversationIds: [withCleo.id, garden.id] },
    ],
    sent: [],
    log: [],
  };
}
