/** Builds the box of a run up: database, relays, server. */
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Relay, startRelay } from "@oschat/test-kit";
import type { Plan } from "../scenario.ts";
import type { Box } from "./box.ts";
import { openDatabaseControl } from "./database-control.ts";
import { makeNamespace, type Namespace } from "./namespaces.ts";
import { findMissing } from "./needs.ts";
import type { Programs } from "./programs.ts";
import { createServerControl } from "./server-control.ts";
import { openSpareRelays } from "./spare-relays.ts";

/** The parts of a plan that are about the box. */
export type BoxPlan = Pick<
  Plan,
  "isRelayed" | "isDatabaseRelayed" | "isolatedDevices" | "serverEnv" | "databaseFlags" | "databaseBytes"
>;

/**
 * Resolves when the server answers.
 *
 * @param options.folder for the server's own files
 * @param options.onServerDeath told when the server ends although nobody wanted that
 */
export async function openBox({
  plan,
  folder,
  programs,
  onServerDeath,
}: {
  plan: BoxPlan;
  folder: string;
  programs: Programs;
  onServerDeath: (cause: string) => void;
}): Promise<Box> {
  const dataDir = join(folder, "server");
  await mkdir(dataDir, { recursive: true });
  const database = await openDatabaseControl({
    flags: plan.databaseFlags,
    bytes: plan.databaseBytes,
    statements: programs.statements,
  });
  const databaseRelay = plan.isDatabaseRelayed ? await startRelay(database.url) : null;
  const server = await createServerControl({
    programs,
    databaseUrl: databaseRelay?.url ?? database.url,
    dataDir,
    jwtSecret: randomBytes(32).toString("hex"),
    env: plan.serverEnv,
    onDeath: onServerDeath,
  });
  const spare = plan.isRelayed ? await openSpareRelays(server.url) : null;
  const relays = new Map<string, Relay>();
  const networks = await makeNetworks(plan.isolatedDevices, server.url);

  const box: Box = {
    server,
    database,
    databaseRelay,
    relay(device) {
      const relay = relays.get(device) ?? spare?.take() ?? null;
      if (relay !== null) relays.set(device, relay);
      return relay;
    },
    network: (device) => networks.get(device) ?? null,
    relays: () => [...relays.values()],
    async heal() {
      for (const relay of [...relays.values(), databaseRelay]) relay?.pass();
      for (const network of networks.values()) await network.pass();
      await database.heal();
      server.setClock(null);
      server.resume();
      if (server.pid === null) await server.start();
    },
    async close() {
      await server.kill();
      for (const relay of [...relays.values(), databaseRelay]) await relay?.stop();
      await spare?.stop();
      for (const network of networks.values()) await network.remove();
      await database.close();
    },
  };
  try {
    await server.start();
    return box;
  } catch (error) {
    await box.close();
    throw error;
  }
}

/** By device; empty where the machine allows none. */
async function makeNetworks(devices: readonly string[], server: string): Promise<ReadonlyMap<string, Namespace>> {
  const networks = new Map<string, Namespace>();
  if ((await findMissing(["network namespaces"])).length > 0) return networks;
  for (const device of devices) networks.set(device, await makeNamespace(server));
  return networks;
}
