/** Who takes part: people, their conversations and their devices. */
import type { DeviceInfo, FinalView, Operation } from "../history/entry.ts";

export interface CastPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** A session of its own, for arranging and for final reads over REST. */
  readonly token: string;
}

export interface CastGroup {
  readonly id: string;
  /** The first is the owner. Who is there now is the server's business. */
  readonly initialMembers: readonly CastPerson[];
}

/** A program of its own, with storage that survives it. */
export interface Device {
  readonly info: DeviceInfo;
  readonly person: CastPerson;
  readonly isRunning: boolean;
  start(): Promise<void>;
  /** SIGKILL. What it has stored stays. */
  kill(): Promise<void>;
  /** As a tab that goes to sleep. */
  pause(): void;
  resume(): void;
  /** Asks it to do something; the outcome is in its history. The body of a send is made unique by the device. */
  perform(operation: Wish): void;
  /** The network of the device, as its system reports it. */
  setNetwork(isOnline: boolean): void;
  /** Breaks its connection and comes back at once. */
  reconnect(): void;
  /** What it shows now, older pages loaded. */
  final(): Promise<FinalView[]>;
  progress(): Promise<Progress>;
}

/** How far a device is. */
export interface Progress {
  /** Where each conversation is: the revision up to which it is complete, and one's own read marker. */
  places: Record<string, { rev: number; read: number }>;
  /** Sends that are not settled, and other requests that have no answer. */
  pending: number;
  status: string;
}

/** An operation as somebody wishes it; ids that only the device knows are chosen there. */
export type Wish =
  /** `clientMsgId`: to send the same again; otherwise a new one. `times`: the same so often at once. */
  | { do: "send"; conversationId: string; text: string; clientMsgId?: string; times?: number }
  /** The device takes one of the latest own messages that it knows. */
  | { do: "edit-own"; conversationId: string; text: string }
  | { do: "delete-own"; conversationId: string }
  | { do: "mark-read"; conversationId: string; seq?: number }
  | { do: "typing"; conversationId: string }
  | Extract<Operation, { do: "add-member" | "remove-member" }>;

export interface Cast {
  readonly people: readonly CastPerson[];
  readonly groups: readonly CastGroup[];
  readonly devices: readonly Device[];
  devicesOf(person: CastPerson): readonly Device[];
  /** Signs the person in anew and opens one more device. */
  addDevice(person: CastPerson, kind: DeviceInfo["kind"]): Promise<Device>;
  /** From another session of the same person, over REST; noted as an operation of the harness. */
  endSession(device: Device): Promise<void>;
}
