/** What a run plays on: a model server and its network, four devices of three people, and a person without a device. */
import type { ChatClient } from "../../chat-client.ts";
import type { Conversation } from "../../state.ts";
import { type SeededRandom, seededRandom } from "../seeded-random.ts";
import { World } from "../world.ts";
import { Ledger } from "./ledger.ts";
import { Removals } from "./removals.ts";
import { Seat } from "./seat.ts";
import { type Tally, watchServer } from "./tally.ts";

const DEVICES = ["ada-laptop", "ada-phone", "ben-laptop", "cleo-laptop"] as const;
export const PEOPLE = ["ada", "ben", "cleo", "dan"] as const;

export interface Stage {
  readonly world: World;
  readonly random: SeededRandom;
  readonly tally: Tally;
  readonly ledger: Ledger;
  readonly seats: readonly Seat[];
  /** The conversation where half of all happens, so that much meets. */
  readonly busyId: string;
  /** Moments at which an engine showed what must not be seen. */
  readonly faults: unknown[];
  /** Whether the server may go back to a backup. */
  readonly canGoBack: boolean;
  backup: ReturnType<World["server"]["backup"]>;
}

/** Something that may happen; false when there was no occasion for it. */
export type Act = (stage: Stage) => boolean | Promise<boolean>;
/** Acts by name, each as likely as its number says. */
export type Acts = Readonly<Record<string, readonly [chances: number, act: Act]>>;

/** Pages are small, and in some runs little is kept, so that few messages suffice to make several of them. */
export function setStage(seed: number, tally: Tally): Stage {
  const random = seededRandom(seed);
  const world = new World(random.next);
  const { server } = world;
  if (random.below(3) === 0) server.resetRevisions = 4;
  server.historyPage = 3;
  server.syncPage = 3;
  server.listPage = 1 + random.below(2);
  watchServer(server, tally.see);
  const ledger = new Ledger(server, () => world.clock.now());
  const removals = new Removals(server);
  server.createDm("ada", "ben");
  const { id: busyId } = server.createGroup("ada", "Garden", ["ben", "cleo"]);
  server.createGroup("cleo", "Orchard", ["ada", "ben", "dan"]);
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => void faults.push(fault);
  const seats = DEVICES.map((name) => new Seat(name, { world, ledger, removals, tally, onFault }));
  const canGoBack = random.below(4) === 0;
  return { world, random, tally, ledger, seats, busyId, faults, canGoBack, backup: server.backup() };
}

const isBusyOnesTurn = ({ random }: Stage) => random.below(2) === 0;

export function onSeat({ random, seats }: Stage, act: (seat: Seat) => boolean | Promise<boolean>) {
  const seat = random.pick(seats);
  return seat !== undefined && act(seat);
}

/** Half the time, one on which something is under way. */
export function onBusySeat(stage: Stage, act: (seat: Seat) => boolean | Promise<boolean>) {
  const channels = stage.world.network.channels().filter((channel) => /\/(answer|disk)$/.test(channel));
  const busy = stage.seats.filter(({ name }) => channels.some((channel) => channel.startsWith(`${name}/`)));
  const seat = stage.random.pick(busy);
  return seat !== undefined && stage.random.below(2) === 0 ? act(seat) : onSeat(stage, act);
}

export function inConversation(
  stage: Stage,
  act: (client: ChatClient, conversation: Conversation, seat: Seat) => boolean,
): boolean | Promise<boolean> {
  return onSeat(stage, (seat) => {
    const { client } = seat.person;
    const { conversations } = client.getState();
    const conversation = isBusyOnesTurn(stage)
      ? conversations.get(stage.busyId)
      : stage.random.pick([...conversations.values()]);
    return conversation !== undefined && act(client, conversation, seat);
  });
}

/** Somebody acts without an engine, in a conversation that he is in. */
export function onServer(stage: Stage, act: (userId: string, conversationId: string) => boolean): boolean {
  const { world, random } = stage;
  const conversationId = isBusyOnesTurn(stage)
    ? stage.busyId
    : random.pick([...world.server.data.conversations.keys()]);
  const userId = random.pick(PEOPLE);
  if (conversationId === undefined || userId === undefined) return false;
  const isMember = world.server.membersOf(conversationId).some(({ id }) => id === userId);
  return isMember && act(userId, conversationId);
}

/** People may ask for what is refused or cannot be reached just now; that is part of the run. */
export function attempt(action: Promise<unknown>): true {
  action.catch(() => {});
  return true;
}
