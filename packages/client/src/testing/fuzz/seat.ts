/** A device of a run: its disk outlives the programs that run on it one after the other, each watched while it runs. */
import { isDeepStrictEqual } from "node:util";
import type { ChatState } from "../../state.ts";
import { memoryStorage } from "../../storage/memory-storage.ts";
import type { StorageWrite, StoredState } from "../../storage.ts";
import type { Person, World } from "../world.ts";
import { type CrashingStorage, crashingStorage } from "./crashing-storage.ts";
import type { Ledger } from "./ledger.ts";
import type { Removals } from "./removals.ts";
import type { Tally } from "./tally.ts";
import { createWitness, type Witness } from "./witness.ts";

export interface SeatDeps {
  readonly world: World;
  readonly ledger: Ledger;
  readonly removals: Removals;
  readonly tally: Tally;
  /** Takes what must not have been seen. */
  onFault(fault: unknown): void;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class Seat {
  readonly userId: string;
  person: Person;
  storage: CrashingStorage;
  readonly #disk = memoryStorage();
  readonly #witness: Witness;
  #started: Promise<void> = Promise.resolve();
  #stopWatching = () => {};
  /** By conversation, the last removal that the running program has heard of. */
  readonly #heardRemovals = new Map<string, { readonly conversationId: string }>();

  /** A device named after its owner, as in `ada-phone`, with a program that starts. */
  constructor(
    readonly name: string,
    private readonly deps: SeatDeps,
  ) {
    this.#witness = createWitness({
      answeredSeqs: (clientMsgId) => deps.ledger.answeredSeqs(this.userId, clientMsgId),
      isKnownToBeOut: (id) => {
        const notice = this.#heardRemovals.get(id);
        return notice !== undefined && deps.removals.isStillOut(this.userId, notice);
      },
    });
    this.userId = name.split("-")[0] ?? name;
    [this.person, this.storage] = this.#start();
  }

  /** The program dies where it stands, and a new one starts. */
  async die(): Promise<void> {
    const { world, ledger, tally } = this.deps;
    const onTheirWay = world.network.channels().filter((channel) => channel.startsWith(`${this.name}/`));
    if (onTheirWay.some((channel) => channel.endsWith("/disk"))) tally.see("a program died with a write on its way");
    if (onTheirWay.some((channel) => channel.endsWith("/answer")))
      tally.see("a program died with an answer on its way");
    for (const id of this.outboxIds().failed) ledger.failed(id);
    this.#stopWatching();
    this.storage.crash();
    world.unplug(this.person);
    this.person.client.stop().catch(() => {});
    const { outbox } = await this.#disk.read();
    if (outbox.length > 0) tally.see("a device came back to unsent messages");
    ledger.died(this, new Set(outbox.map(({ clientMsgId }) => clientMsgId)));
    [this.person, this.storage] = this.#start();
  }

  /** The program ends as it should, and a new one starts: it shows the same, before it hears anything. */
  async reload(): Promise<void> {
    const { world, onFault } = this.deps;
    this.storage.isFull = false;
    await this.#started;
    let hasStopped = false;
    const stopping = this.person.client.stop().then(() => {
      hasStopped = true;
    });
    while (!hasStopped) {
      world.network.deliver(`${this.name}/disk`);
      await turn();
    }
    await stopping;
    this.#stopWatching();
    world.unplug(this.person);
    const before = kept(this.person.client.getState());
    const isSaved = (await this.#disk.read()).meta !== null;
    [this.person, this.storage] = this.#start();
    await this.#started;
    const after = kept(this.person.client.getState());
    if (isSaved && !isDeepStrictEqual(after, before)) {
      onFault(new Error(`${this.name} shows something else after a new start: ${JSON.stringify({ before, after })}`));
    }
  }

  /** The server went back to a backup. */
  wentBack(): void {
    this.#witness.expectNewHistory();
    this.#heardRemovals.clear();
    this.deps.ledger.wentBack(this, this.outboxIds().waiting);
  }

  /** Messages shown as on their way, or as failed. */
  outboxIds(): { waiting: Set<string>; failed: Set<string> } {
    const entries = [...this.person.client.getState().conversations.values()].flatMap(({ outbox }) => outbox);
    const idsOf = (isFailed: boolean) =>
      new Set(entries.filter(({ status }) => (status === "failed") === isFailed).map((entry) => entry.clientMsgId));
    return { waiting: idsOf(false), failed: idsOf(true) };
  }

  #start(): [Person, CrashingStorage] {
    const { world, onFault } = this.deps;
    const storage = crashingStorage({
      disk: this.#disk,
      step: () => this.#diskStep(),
      onWritten: (write, held) => this.#written(write, held),
    });
    const person = world.person(this.userId, { deviceName: this.name, storage });
    this.#heardRemovals.clear();
    this.#overhear(person);
    this.#witness.look(person.client.getState());
    this.#stopWatching = person.client.subscribe(() => {
      try {
        this.#witness.look(person.client.getState());
      } catch (error) {
        onFault(error);
      }
    });
    this.#started = person.client.start();
    return [person, storage];
  }

  #overhear({ device }: Person): void {
    const open = device.open.bind(device);
    device.open = (handlers) =>
      open({
        ...handlers,
        onEvent: (event, payload) => {
          if (event === "conversation:removed" && "conversationId" in payload)
            this.#heardRemovals.set(payload.conversationId, payload);
          handlers.onEvent(event, payload);
        },
      });
  }

  #written({ putOutbox = [], deleteOutbox = [] }: StorageWrite, held: StoredState | null): void {
    const { ledger } = this.deps;
    for (const { clientMsgId } of putOutbox) ledger.saved(clientMsgId);
    if (held === null) return;
    for (const id of deleteOutbox) ledger.erased(id, held.conversations);
  }

  #diskStep(): Promise<void> {
    return new Promise((resolve) => this.deps.world.network.post(`${this.name}/disk`, resolve));
  }
}

/** What a reload must not change. */
function kept({ me, conversations }: ChatState) {
  const all = [...conversations.values()].map(({ id, summary, members, window, cursor, outbox, draft }) => ({
    id,
    summary,
    members,
    cursor,
    draft,
    messages: window.messages,
    reachedStart: window.reachedStart,
    loaded: window.loaded,
    outbox: outbox.map((entry) => (entry.status === "sending" ? { ...entry, status: "queued" } : entry)),
  }));
  return { me, conversations: all.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
