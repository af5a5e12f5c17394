/**
 * Several nodes: which changes of a conversation may be delivered here, and when. Guarantees A1 whatever happens to what the nodes
 * tell each other: a change reaches the listeners here only when these are right as of its revision.
 *
 * Every change takes the next revision, removals too, so whoever has seen all changes up to a revision knows of every removal up to
 * there. `verifiedRev` is that revision: the listeners here are right as of it.
 *
 *     rev <= verifiedRev          delivered: late, and known
 *     rev = verifiedRev + 1       delivered, and now verifiedRev; unless it changes the members: look
 *     rev higher                  held; the ones between have a moment to come, then: look
 *     nothing is known yet        held: look
 *
 * To look is to read from the database, in one statement, the conversation's last revision and its members: who is none stops hearing,
 * who is one hears, and `verifiedRev` is that revision. When the database does not answer, what is held is dropped, as what a
 * lost connection loses (S5).
 */
import { askTogether } from "../database/ask-together.ts";
import type { Log } from "../log.ts";
import type { Listeners } from "./listeners.ts";

/** For what another node told and is on its way. Redis takes a millisecond, a busy machine longer; a client waits twice as long. */
const HOLD_MS = 150;

export interface Change {
  rev: number;
  changesMembers: boolean;
  packet: string;
}

/** A conversation at one moment: who is in it, and its latest revision. */
export interface Membership {
  lastRev: number;
  userIds: ReadonlySet<string>;
}

export interface Gate {
  /** A change was committed, by this node or by another one. */
  offer(conversationId: string, change: Change): void;
  /** Makes the listeners right as of now. Resolves when they are, or when the database cannot say. */
  look(conversationId: string): Promise<void>;
  /** Whether the listeners are right as far as anybody has told. */
  isVerified(conversationId: string): boolean;
  /** What is known of every conversation is to be read anew before it counts. */
  doubtAll(): void;
}

interface State {
  verifiedRev: number | null;
  held: Change[];
  looks: number;
  timer: NodeJS.Timeout | null;
}

interface Dependencies {
  listeners: Listeners;
  /** Of each conversation that exists, in one statement. */
  readMemberships(conversationIds: string[]): Promise<ReadonlyMap<string, Membership>>;
  deliver(conversationId: string, packet: string): void;
  /** Whether what is missing may still come from another node. */
  isUp(): boolean;
  /** Called with the members just before the listeners become right by them. */
  onLook(conversationId: string, userIds: ReadonlySet<string>): void;
  log: Log;
}

const NOBODY: Membership = { lastRev: 0, userIds: new Set() };

export function createGate({ listeners, readMemberships, deliver, isUp, onLook, log }: Dependencies): Gate {
  const membershipOf = askTogether(readMemberships);
  const states = new Map<string, State>();

  function stateOf(id: string): State {
    const known = states.get(id);
    if (known !== undefined) return known;
    const state: State = { verifiedRev: null, held: [], looks: 0, timer: null };
    states.set(id, state);
    return state;
  }

  function pass(id: string, state: State, { rev, packet }: Change): void {
    state.verifiedRev = Math.max(state.verifiedRev ?? 0, rev);
    deliver(id, packet);
  }

  function mayPass({ verifiedRev }: State, { rev, changesMembers }: Change): boolean {
    if (verifiedRev === null) return false;
    return rev <= verifiedRev || (rev === verifiedRev + 1 && !changesMembers);
  }

  /** Lets through what may pass, and sees to it that the rest will. */
  function drain(id: string, state: State): void {
    if (state.looks > 0) return;
    state.held.sort((one, other) => one.rev - other.rev);
    for (let first = state.held[0]; first !== undefined && mayPass(state, first); first = state.held[0]) {
      state.held.shift();
      pass(id, state, first);
    }
    const [first] = state.held;
    if (first === undefined) {
      stopTimer(state);
      return;
    }
    const isNext = state.verifiedRev !== null && first.rev === state.verifiedRev + 1;
    if (state.verifiedRev === null || isNext || !isUp()) void look(id);
    else state.timer ??= setTimeout(() => void look(id), HOLD_MS).unref();
  }

  function stopTimer(state: State): void {
    if (state.timer !== null) clearTimeout(state.timer);
    state.timer = null;
  }

  async function look(id: string): Promise<void> {
    const state = stateOf(id);
    stopTimer(state);
    state.looks += 1;
    try {
      verify(id, state, (await membershipOf(id)) ?? NOBODY);
    } catch (error) {
      log.warn({ err: error }, "could not look who is in a conversation; what is held is dropped");
      state.verifiedRev = null;
      state.held = [];
    }
    state.looks -= 1;
    if (listeners.has({ conversation: id })) drain(id, state);
    else if (state.looks === 0) states.delete(id);
  }

  function verify(id: string, state: State, { lastRev, userIds }: Membership): void {
    onLook(id, userIds);
    for (const userId of listeners.hearersOf(id)) if (!userIds.has(userId)) listeners.stopHearing(userId, id);
    for (const userId of userIds) listeners.hear(userId, [id]);
    state.verifiedRev = Math.max(state.verifiedRev ?? 0, lastRev);
  }

  return {
    offer(id, change) {
      const state = states.get(id);
      if (!listeners.has({ conversation: id }) && (state === undefined || state.looks === 0)) {
        if (state !== undefined) stopTimer(state);
        states.delete(id);
        return;
      }
      const known = state ?? stateOf(id);
      if (known.held.length === 0 && known.looks === 0 && mayPass(known, change)) return pass(id, known, change);
      known.held.push(change);
      drain(id, known);
    },
    look,
    isVerified(id) {
      const state = states.get(id);
      return state !== undefined && state.verifiedRev !== null && state.looks === 0 && state.held.length === 0;
    },
    doubtAll() {
      for (const state of states.values()) state.verifiedRev = null;
    },
  };
}
