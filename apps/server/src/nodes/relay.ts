/**
 * What nodes tell each other, over channels of Redis. It may be lost: `look` is called whenever something may have been. A node hears
 * only the channels that somebody listens to here, and not what it said itself.
 */
import { randomUUID } from "node:crypto";
import { within } from "../in-time.ts";
import type { Log } from "../log.ts";
import { createPulse } from "./pulse.ts";
import type { Redis } from "./redis.ts";

const LISTEN_PATIENCE_MS = 2_000;
const SWEEP_MS = 30_000;
/** A channel that nobody needs is left only after a while: whoever was cut off comes back. */
const UNNEEDED_MS = 60_000;
/** Nodes that do not understand each other use other channels. */
const VERSION = 1;

export interface Relay {
  /** Whether publishing and hearing work, as far as anybody can know. */
  isUp(): boolean;
  /** To the other nodes that listen to the channel. */
  publish(channel: string, text: string): void;
  /** Resolves when all that is published from now on will be heard, or when Redis does not answer soon. */
  listen(channels: readonly string[]): Promise<void>;
  start(handlers: RelayHandlers): void;
  stop(): void;
}

export interface RelayHandlers {
  heard(channel: string, text: string): void;
  /** Anything may have been missed. */
  look(): void;
  /** Whether somebody here listens to the channel. */
  isNeeded(channel: string): boolean;
}

export function createRelay(redis: Redis, log: Log): Relay {
  const nodeId = randomUUID();
  const prefix = `${redis.prefix}:${VERSION}:`;
  const nodesChannel = `${prefix}nodes`;
  /** When each channel was last needed, and that it is heard. */
  const listened = new Map<string, { neededAt: number; isHeard: Promise<void> }>();
  let handlers: RelayHandlers = { heard() {}, look() {}, isNeeded: () => true };
  let sweeper: NodeJS.Timeout | undefined;

  const pulse = createPulse(nodeId, { say: (text) => send(nodesChannel, text), renew: redis.renew, look }, log);
  redis.onChange(pulse.changed);

  function look(): void {
    handlers.look();
  }

  function send(channel: string, text: string): void {
    redis.publish(channel, text).catch(pulse.missed);
  }

  function hear(text: string, channel: string): void {
    const from = text.slice(0, nodeId.length);
    if (from === nodeId) return;
    try {
      handlers.heard(channel.slice(prefix.length), text.slice(nodeId.length));
    } catch (error) {
      log.error({ err: error }, "what another node told could not be used");
    }
  }

  async function sweep(): Promise<void> {
    const now = performance.now();
    const unneeded: string[] = [];
    for (const [channel, one] of listened) {
      if (handlers.isNeeded(channel)) one.neededAt = now;
      else if (now - one.neededAt > UNNEEDED_MS) unneeded.push(channel);
    }
    if (unneeded.length === 0) return;
    for (const channel of unneeded) listened.delete(channel);
    await redis.unsubscribe(unneeded.map((channel) => prefix + channel)).catch(() => {});
  }

  return {
    isUp: pulse.isUp,
    publish: (channel, text) => send(prefix + channel, nodeId + text),
    async listen(channels) {
      const now = performance.now();
      const unheard = channels.filter((channel) => !listened.has(channel));
      if (unheard.length > 0) {
        const isHeard = redis.subscribe(
          unheard.map((channel) => prefix + channel),
          hear,
        );
        isHeard.catch(() => {});
        for (const channel of unheard) listened.set(channel, { neededAt: now, isHeard });
      }
      const heard = new Set<Promise<void>>();
      for (const channel of channels) {
        const one = listened.get(channel);
        if (one === undefined) continue;
        one.neededAt = now;
        heard.add(one.isHeard);
      }
      if (!pulse.isUp()) return;
      await within(Promise.all(heard), LISTEN_PATIENCE_MS, () => new Error("no answer")).catch(() => {});
    },
    start(given) {
      handlers = given;
      redis.subscribe([nodesChannel], pulse.heard).catch(() => {});
      pulse.start();
      sweeper = setInterval(() => void sweep(), SWEEP_MS).unref();
    },
    stop() {
      clearInterval(sweeper);
      pulse.stop();
    },
  };
}
