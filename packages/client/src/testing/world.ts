/** A model server, its network and the devices of its people: the stage on which engines are tested. */
import type { ChatClient } from "../chat-client.ts";
import { createChatClient } from "../create-chat-client.ts";
import type { Logger } from "../logger.ts";
import { memoryStorage } from "../storage/memory-storage.ts";
import type { Storage } from "../storage.ts";
import { ManualClock } from "./manual-clock.ts";
import { ModelServer } from "./model-server.ts";
import { Device } from "./model-transport.ts";
import { Network } from "./network.ts";

export interface Person {
  readonly device: Device;
  readonly client: ChatClient;
  readonly storage: Storage;
}

export interface PersonOptions {
  /** Several devices of one person have different names. */
  deviceName?: string;
  storage?: Storage;
  logger?: Logger;
}

/** A turn of the event loop: every promise that can settle has settled. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class World {
  readonly clock = new ManualClock();
  readonly server = new ModelServer();
  readonly network = new Network();
  #devices: Device[] = [];
  #ids = 0;

  constructor(private readonly random: () => number = () => 0.5) {
    this.server.emit = (userId, event, payload) => {
      for (const device of this.#devices)
        if (device.userId === userId) device.push(channelOf(event, payload), event, payload);
    };
  }

  /** A client that has not started yet. */
  person(userId: string, options: PersonOptions = {}): Person {
    const device = new Device(
      options.deviceName ?? `${userId}-${this.#devices.length}`,
      userId,
      this.server,
      this.network,
    );
    this.#devices.push(device);
    const storage = options.storage ?? memoryStorage();
    const client = createChatClient({
      transport: device,
      storage,
      clock: this.clock,
      random: this.random,
      newId: () => {
        this.#ids += 1;
        return `client-${this.#ids}`;
      },
      ...(options.logger === undefined ? {} : { logger: options.logger }),
    });
    return { device, client, storage };
  }

  /** A client that is live. */
  async live(userId: string, options: PersonOptions = {}): Promise<Person> {
    const person = this.person(userId, options);
    await person.client.start();
    await this.settle();
    return person;
  }

  /** The device is gone: nothing reaches its engine any more, and nothing of it reaches the server. */
  unplug({ device }: Person): void {
    this.#devices = this.#devices.filter((other) => other !== device);
    device.isUnreachable = true;
    this.network.cut(`${device.name}/`);
  }

  /** Delivers everything, in order, until nothing is on its way. Time stands still. */
  async settle(): Promise<void> {
    let quietTurns = 0;
    while (quietTurns < 3) {
      await turn();
      quietTurns = this.network.isEmpty ? quietTurns + 1 : 0;
      for (const channel of this.network.channels()) this.network.deliver(channel);
    }
  }

  /** Lets time pass, delivering everything as it comes. */
  async pass(ms: number): Promise<void> {
    const until = this.clock.now() + ms;
    await this.settle();
    while (this.clock.step(until - this.clock.now())) await this.settle();
  }
}

/** Each change of a message travels by itself; notices about one conversation keep their order. */
function channelOf(event: string, payload: unknown): string {
  const { conversationId = "", rev } = payload as { conversationId?: string; rev?: number };
  return rev === undefined ? `${event.split(":")[0]} ${conversationId}` : `message ${conversationId} ${rev}`;
}
