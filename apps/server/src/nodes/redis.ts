/**
 * The connections to Redis (or Valkey) that several nodes on one database share: one for commands, one that hears channels. Redis may
 * be away at any time: nothing is queued for it meanwhile, nobody waits for it longer than a moment, and it is tried again for ever.
 */
import { createClient, type RedisClientType } from "@redis/client";
import { within } from "../in-time.ts";
import type { Log } from "../log.ts";

const LONGEST_RETRY_MS = 1_000;
/** For an answer. Redis takes a fraction of a millisecond unless something is wrong. */
const PATIENCE_MS = 250;
const CONNECT_TIMEOUT_MS = 2_000;

/** Commands on their way, when Redis is slow. */
const MOST_WAITING = 100_000;

type Client = RedisClientType;
type Heard = (text: string, channel: string) => void;

export interface Redis {
  /** Before every key and channel; what it separates shares nothing. */
  readonly prefix: string;
  /** To whoever hears the channel now. May take as long as Redis does; rejects when it was lost for all that is known. */
  publish(channel: string, text: string): Promise<unknown>;
  /** An answer of Redis. Rejects when there is none soon. */
  ask<T>(command: (client: Client) => Promise<T>): Promise<T>;
  /** Resolves once the channels are heard, which may take until Redis is back. */
  subscribe(channels: string[], heard: Heard): Promise<void>;
  unsubscribe(channels: string[]): Promise<void>;
  /** Calls `listener` whenever a connection is up, and whenever one is lost. */
  onChange(listener: (isConnected: boolean) => void): void;
  /** Gives up both connections, which do not answer, and makes new ones. Subscriptions are made anew with them. */
  renew(): void;
  /** Says what was still to be said, and leaves. */
  close(): Promise<void>;
}

/** Begins to connect, and waits no longer than it takes a Redis that is there. */
export async function openRedis({ url, prefix }: { url: string; prefix: string }, log: Log): Promise<Redis> {
  const subscriptions = new Map<string, Heard>();
  const listeners: ((isConnected: boolean) => void)[] = [];
  let isComplaining = false;

  function open(isForChannels: boolean): Client {
    const client: Client = createClient({
      url,
      RESP: 2,
      disableOfflineQueue: !isForChannels,
      commandsQueueMaxLength: MOST_WAITING,
      socket: {
        connectTimeout: CONNECT_TIMEOUT_MS,
        reconnectStrategy: (attempts) => Math.min(LONGEST_RETRY_MS, 25 * 2 ** Math.min(attempts, 6)),
      },
    }) as unknown as Client;
    client.on("error", (error: unknown) => {
      if (!isComplaining) log.warn({ err: error }, "Redis is away; trying again until it is back");
      isComplaining = true;
      for (const listener of listeners) listener(false);
    });
    client.on("ready", () => {
      if (isComplaining) log.info("connected to Redis");
      isComplaining = false;
      for (const listener of listeners) listener(true);
    });
    return client;
  }

  let commands = open(false);
  let channels = open(true);
  const connect = () => Promise.allSettled([commands.connect(), channels.connect()]);
  await within(connect(), CONNECT_TIMEOUT_MS, noAnswer).catch(() => log.warn("starting without Redis"));

  return {
    prefix,
    publish: (channel, text) => commands.publish(channel, text),
    ask: (command) => within(command(commands), PATIENCE_MS, noAnswer),
    async subscribe(names, heard) {
      for (const name of names) subscriptions.set(name, heard);
      await channels.subscribe(names, heard);
    },
    async unsubscribe(names) {
      for (const name of names) subscriptions.delete(name);
      await channels.unsubscribe(names);
    },
    onChange: (listener) => listeners.push(listener),
    renew() {
      commands.destroy();
      channels.destroy();
      commands = open(false);
      channels = open(true);
      void connect();
      for (const [name, heard] of subscriptions) channels.subscribe(name, heard).catch(() => {});
    },
    async close() {
      await within(commands.close(), PATIENCE_MS, noAnswer).catch(() => commands.destroy());
      channels.destroy();
    },
  };
}

function noAnswer(): Error {
  return new Error("Redis does not answer");
}
