/**
 * One seeded run: several engines, two of them of the same person, do what people do, while the network delays, reorders,
 * loses and cuts, programs crash and start again from their storage, and the server goes back to a backup. Everything is
 * decided by the seed.
 */
import type { ChatClient } from "../chat-client.ts";
import type { Conversation } from "../state.ts";
import { memoryStorage } from "../storage/memory-storage.ts";
import type { Storage } from "../storage.ts";
import { type CrashingStorage, crashingStorage } from "./crashing-storage.ts";
import { expectConsistent } from "./expect-equal.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { type Person, World } from "./world.ts";

const DEVICES = ["ada-laptop", "ada-phone", "ben-laptop", "cleo-laptop"] as const;
const PEOPLE = ["ada", "ben", "cleo", "dan"] as const;
const STEPS = 120;

interface Seat {
  readonly name: string;
  readonly userId: string;
  readonly disk: Storage;
  person: Person;
  storage: CrashingStorage;
}

export interface FuzzResult {
  readonly world: World;
  readonly seats: readonly Seat[];
  /** Moments at which an engine showed what does not fit together. */
  readonly inconsistencies: readonly unknown[];
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
/** People may ask for what is refused or cannot be reached just now; that is part of the run. */
const attempt = (action: Promise<unknown>) => void action.catch(() => {});

export async function fuzzRun(seed: number): Promise<FuzzResult> {
  const random = seededRandom(seed);
  const world = new World(random.next);
  if (random.below(3) === 0) world.server.resetRevisions = 6;
  world.server.historyPage = 3;
  world.server.syncPage = 3;
  world.server.listPage = 1 + random.below(2);
  const canRestore = random.below(4) === 0;
  world.server.createDm("ada", "ben");
  world.server.createGroup("ada", "Garden", ["ben", "cleo"]);
  const run: Run = {
    world,
    random,
    seats: [],
    inconsistencies: [],
    canRestore,
    texts: 0,
    backup: world.server.backup(),
  };
  for (const name of DEVICES) run.seats.push(sit(world, name, memoryStorage(), run.inconsistencies));

  for (let step = 0; step < STEPS; step += 1) {
    // Mostly things arrive; the rest is life.
    if (random.below(10) < 6) deliverSomething(run);
    else random.pick(LIFE)?.(run);
    await turn();
  }
  for (const seat of run.seats) seat.person.client.setNetwork(true);
  await world.pass(90_000);
  return run;
}

interface Run extends FuzzResult {
  readonly world: World;
  readonly random: SeededRandom;
  readonly seats: Seat[];
  readonly inconsistencies: unknown[];
  readonly canRestore: boolean;
  texts: number;
  backup: ReturnType<World["server"]["backup"]>;
}

function sit(world: World, name: string, disk: Storage, inconsistencies: unknown[]): Seat {
  const userId = name.split("-")[0] ?? name;
  const storage = crashingStorage(disk, turn);
  const person = world.person(userId, { deviceName: name, storage });
  person.client.subscribe(() => {
    try {
      expectConsistent(person.client.getState());
    } catch (error) {
      inconsistencies.push(error);
    }
  });
  attempt(person.client.start());
  return { name, userId, disk, person, storage };
}

function deliverSomething({ world, random }: Run): void {
  for (let count = random.below(6); count >= 0; count -= 1) {
    const channel = random.pick(world.network.channels());
    if (channel !== undefined) world.network.deliver(channel);
  }
}

function somebody(run: Run): { client: ChatClient; conversation: Conversation | undefined; seat: Seat } | null {
  const seat = run.random.pick(run.seats);
  if (seat === undefined) return null;
  const { client } = seat.person;
  return { client, seat, conversation: run.random.pick([...client.getState().conversations.values()]) };
}

function withConversation(run: Run, act: (client: ChatClient, conversation: Conversation, seat: Seat) => void): void {
  const found = somebody(run);
  if (found?.conversation !== undefined) act(found.client, found.conversation, found.seat);
}

function withOwnMessage(run: Run, act: (client: ChatClient, id: string, messageId: string) => Promise<unknown>): void {
  withConversation(run, (client, { id, window }) => {
    const me = client.getState().me?.id;
    const own = run.random.pick(window.messages.filter(({ senderId, kind }) => senderId === me && kind === "text"));
    if (own !== undefined) attempt(act(client, id, own.messageId));
  });
}

/** Somebody without an engine acts directly on the server, if it lets him. */
function onServer(run: Run, act: (userId: string, conversationId: string, otherId: string) => unknown): void {
  const conversationId = run.random.pick([...run.world.server.data.conversations.keys()]);
  const userId = run.random.pick(PEOPLE);
  const otherId = run.random.pick(PEOPLE);
  if (conversationId === undefined || userId === undefined || otherId === undefined) return;
  const isMember = (id: string) => run.world.server.membersOf(conversationId).some((member) => member.id === id);
  if (isMember(userId)) act(userId, conversationId, otherId);
}

const send = (run: Run) =>
  withConversation(run, (client, { id }, seat) => {
    run.texts += 1;
    client.send(id, `${seat.name} ${run.texts}`);
  });

const administer = (run: Run) =>
  onServer(run, (userId, id, otherId) => {
    const { server } = run.world;
    const other = server.membersOf(id).find((member) => member.id === otherId);
    if (id.startsWith("dm")) return;
    const name = otherId.toUpperCase();
    if (other === undefined) {
      server.administer(userId, id, { type: "member_added", userId: otherId, name, avatarUrl: null, role: "member" });
    } else if (other.role === "owner") {
      server.administer(userId, id, { type: "renamed", title: `Title ${run.random.below(1000)}` });
    } else {
      const pick = run.random.below(4);
      if (pick === 0) server.administer(userId, id, { type: "member_removed", userId: otherId, name });
      if (pick === 1) server.administer(otherId, id, { type: "member_left", userId: otherId, name });
      if (pick === 2) server.administer(userId, id, { type: "role_changed", userId: otherId, name, role: "admin" });
      if (pick === 3) server.administer(userId, id, { type: "ownership_transferred", userId: otherId, name });
    }
  });

/** What may happen, each as likely as it is often named. */
const LIFE: readonly ((run: Run) => void)[] = [
  send,
  send,
  send,
  (run) => {
    run.texts += 1;
    onServer(run, (userId, id) => run.world.server.send(userId, id, `server-${run.texts}`, `server ${run.texts}`));
  },
  (run) =>
    withOwnMessage(run, (client, id, messageId) => client.edit(id, messageId, `edited ${run.random.below(1000)}`)),
  (run) => withOwnMessage(run, (client, id, messageId) => client.remove(id, messageId)),
  (run) =>
    onServer(run, (userId, id) => {
      const own = run.world.server.messagesOf(id).filter(({ senderId, kind, deletedAt }) => {
        return senderId === userId && kind === "text" && deletedAt === null;
      });
      const message = run.random.pick(own);
      if (message !== undefined) run.world.server.remove(userId, id, message.messageId);
    }),
  administer,
  administer,
  (run) => withConversation(run, (client, { id }) => attempt(client.openConversation(id))),
  (run) => withConversation(run, (client, { id }) => attempt(client.loadOlder(id))),
  (run) =>
    withConversation(run, (client, { id, summary }) => client.markRead(id, run.random.below(summary.lastSeq) + 1)),
  (run) => {
    const found = somebody(run);
    const other = run.random.pick(PEOPLE);
    if (found !== null && other !== found.seat.userId) attempt(found.client.createDm(`${other}@example.org`));
  },
  (run) => void run.world.clock.step(run.random.below(2_000)),
  (run) => void run.world.clock.step(run.random.below(500)),
  (run) => run.random.pick(run.seats)?.person.device.cut(),
  (run) => run.random.pick(run.seats)?.person.device.timeOut(),
  (run) => run.random.pick(run.seats)?.person.client.setNetwork(run.random.below(2) === 0),
  (run) => run.random.pick(run.seats)?.person.client.wake(),
  (run) => {
    const doorbells = run.world.network.channels().filter((channel) => / /.test(channel));
    const channel = run.random.pick(doorbells);
    if (channel !== undefined) run.world.network.lose(channel);
  },
  crashAndComeBack,
  (run) => {
    if (!run.canRestore || run.random.below(4) > 0) return;
    if (run.random.below(2) === 0) run.backup = run.world.server.backup();
    else {
      run.world.server.restore(run.backup);
      for (const seat of run.seats) seat.person.device.cut();
    }
  },
];

function crashAndComeBack(run: Run): void {
  const place = run.random.below(run.seats.length);
  const seat = run.seats[place];
  if (seat === undefined) return;
  seat.storage.crash();
  run.world.unplug(seat.person);
  attempt(seat.person.client.stop());
  run.seats[place] = sit(run.world, seat.name, seat.disk, run.inconsistencies);
}
