/** Everything that can be broken: the server, the database, and the wires between them and the clients. */

import type { RedisServer, Relay } from "@oschat/test-kit";
import type { DatabaseControl } from "./database-control.ts";
import type { Namespace } from "./namespaces.ts";
import type { ServerControl } from "./server-control.ts";

export interface Box {
  /** Where clients go: the server, or the balancer before the nodes. */
  readonly url: string;
  /** The first of the nodes. */
  readonly server: ServerControl;
  readonly nodes: readonly ServerControl[];
  /** What the nodes share; null where there is one. */
  readonly redis: RedisServer | null;
  readonly database: DatabaseControl;
  /** The relay between a device and the server; null where the plan has none. */
  relay(device: string): Relay | null;
  /** The network that a device has to itself; null where the plan or the machine has none. */
  network(device: string): Namespace | null;
  /** All clients' relays. */
  relays(): readonly Relay[];
  /** The relay between server and database; null where the plan has none. */
  readonly databaseRelay: Relay | null;
  /** Puts right whatever is still broken: everything runs, everything passes, clocks are right. */
  heal(): Promise<void>;
  /** Ends everything and removes its files. */
  close(): Promise<void>;
}
