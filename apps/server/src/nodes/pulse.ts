/**
 * Whether the nodes hear each other. Every node says once a second that it is there, to all and so to itself: whoever hears itself
 * knows that publishing and hearing both work. What may have been missed is reported: by us while we heard nothing, by the others
 * while they could not hear us, and by everybody when a node falls silent without a goodbye, as it may have committed what it
 * never told.
 */
import type { Log } from "../log.ts";

const BEAT_MS = 1_000;
const SILENT_AFTER_MS = 4_000;
/** A connection that is silent for so long is given up, even when nothing says that it is broken. */
const RENEW_AFTER_MS = 15_000;
/** Whoever was held up for so long does not know who was silent. */
const HELD_UP_MS = 500;

/** What nodes say about themselves: here I am; what I told lately may not have come through; I leave in order. */
type Word = "here" | "back" | "bye";

export interface Pulse {
  /** Whether what is published now reaches the others, and what they publish reaches us, as far as anybody can know. */
  isUp(): boolean;
  /** A node said something. */
  heard(text: string): void;
  /** Something that should have been published was not: the others have to look, once they can hear. */
  missed(): void;
  /** The connections changed: up again, or lost. */
  changed(isConnected: boolean): void;
  start(): void;
  stop(): void;
}

/**
 * @param port.say tells all nodes, this one too; may be lost
 * @param port.renew makes new connections
 * @param port.look is called when something may have been missed here
 */
export function createPulse(
  nodeId: string,
  port: { say(text: string): void; renew(): void; look(): void },
  log: Log,
): Pulse {
  const othersHeardAt = new Map<string, number>();
  let isUp = false;
  let hasMissed = false;
  let selfHeardAt = performance.now();
  let lastBeat = performance.now();
  let timer: NodeJS.Timeout | undefined;

  const say = (word: Word) => port.say(`${word} ${nodeId}`);

  function down(): void {
    if (isUp) log.warn("out of touch with the other nodes; clients find out by comparing heads");
    isUp = false;
  }

  function up(): void {
    selfHeardAt = performance.now();
    if (isUp) return;
    isUp = true;
    log.info("in touch with the other nodes");
    for (const id of othersHeardAt.keys()) othersHeardAt.set(id, performance.now());
    if (hasMissed) say("back");
    hasMissed = false;
    port.look();
  }

  function beat(): void {
    const now = performance.now();
    const isHeldUp = now - lastBeat > BEAT_MS + HELD_UP_MS;
    lastBeat = now;
    say("here");
    if (isHeldUp) return;
    if (now - selfHeardAt > SILENT_AFTER_MS) down();
    if (now - selfHeardAt > RENEW_AFTER_MS) {
      selfHeardAt = now;
      log.warn("Redis does not answer; connecting anew");
      port.renew();
    }
    if (isUp) forgetSilent(now);
  }

  function forgetSilent(now: number): void {
    for (const [id, heardAt] of othersHeardAt) {
      if (now - heardAt <= SILENT_AFTER_MS) continue;
      othersHeardAt.delete(id);
      log.warn({ node: id }, "a node fell silent");
      port.look();
    }
  }

  return {
    isUp: () => isUp,
    heard(text) {
      const [word, id = ""] = text.split(" ") as [Word, string?];
      if (id === nodeId) return up();
      if (word === "bye") othersHeardAt.delete(id);
      else othersHeardAt.set(id, performance.now());
      if (word === "back") port.look();
    },
    missed() {
      hasMissed = true;
    },
    changed(isConnected) {
      if (isConnected) say("here");
      else down();
    },
    start() {
      say("here");
      timer = setInterval(beat, BEAT_MS).unref();
    },
    stop() {
      clearInterval(timer);
      say("bye");
    },
  };
}
