/** A scenario: who is there, what goes wrong while they write, and that it is put right in the end. */
import type { Box } from "./box/box.ts";
import type { Cast } from "./load/cast.ts";
import type { Load } from "./load/load.ts";

/** What this machine may lack. A scenario that needs it is reported as skipped. */
export type Need = "linux" | "root" | "network namespaces" | "tmpfs" | "libfaketime" | "redis";

/** Seeded: the same seed makes the same choices. */
export interface Random {
  /** 0 to 1, without 1. */
  next(): number;
  /** A whole number below `limit`. */
  below(limit: number): number;
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** Another stream that does not depend on how much is drawn from this one. */
  fork(name: string): Random;
}

/** What a scenario plays on. */
export interface Stage {
  readonly random: Random;
  /** How long the load runs. */
  readonly seconds: number;
  readonly box: Box;
  readonly cast: Cast;
  readonly load: Load;
  /** Waits, at most until the load is over. */
  sleep(milliseconds: number): Promise<void>;
  /** True until `seconds` are over. */
  isOn(): boolean;
  /** Into the history, and counted in the figures. */
  fault(name: string, phase: "on" | "off" | "once", detail?: string): void;
}

export interface Scenario {
  /** One sentence: what happens. */
  readonly title: string;
  /** What the run looks like, where it differs from the usual. */
  readonly plan?: Partial<Plan>;
  readonly needs?: readonly Need[];
  /** Runs beside the load, and returns when everything it broke is whole again. */
  run(stage: Stage): Promise<void>;
}

/** Sizes of a run. */
export interface Plan {
  people: number;
  groups: number;
  membersPerGroup: number;
  /** Engine devices of each person. */
  enginesPerPerson: number;
  /** People with a stock Socket.IO client beside, and people who also send over REST alone. */
  stockDevices: number;
  restDevices: number;
  /** Operations per second by everyone together. */
  rate: number;
  /** How often each kind of operation happens, in relation to each other. */
  mix: Mix;
  /** Servers on the database; with more than one they share a Redis, and a balancer stands before them. */
  nodes: number;
  /** Every client's connection goes through a relay of its own. */
  isRelayed: boolean;
  /** The server's connections to the database go through a relay. */
  isDatabaseRelayed: boolean;
  serverEnv: Record<string, string>;
  databaseFlags: readonly string[];
  /** Devices, by name, with a network of their own: a namespace. Like all others where the machine allows none. */
  isolatedDevices: readonly string[];
  /** Bytes of a tmpfs for the database; null: on the disk. */
  databaseBytes: number | null;
}

export interface Mix {
  send: number;
  edit: number;
  delete: number;
  markRead: number;
  typing: number;
}
