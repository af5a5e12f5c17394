/** What every device program can do, and what it is told when it begins. */
import type { DeviceInfo, FinalView } from "../history/entry.ts";
import type { Progress, Wish } from "../load/cast.ts";

export interface DeviceOrder {
  info: DeviceInfo;
  /** Of the server, or of the relay before it. */
  url: string;
  token: string;
  /** Where histories are written. */
  folder: string;
  /** Where an engine keeps what survives it. */
  storageFile: string;
  /** By user id: engines add members by address. */
  emails: Record<string, string>;
}

export interface DeviceProgram {
  start(): Promise<void>;
  perform(wish: Wish): void;
  setNetwork(isOnline: boolean): void;
  reconnect(): void;
  final(): Promise<FinalView[]>;
  progress(): Progress;
}
