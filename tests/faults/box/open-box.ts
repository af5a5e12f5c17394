/** Builds the box of a run up: database, relays, server. */
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Relay, startFrontProxy, startRedisServer, startRelay, startRoundRobin } from "@oschat/test-kit";
import type { Plan } from "../scenario.ts";
import type { Box } from "./box.ts";
import { openDatabaseControl } from "./database-control.ts";
import { makeNamespace, type Namespace } from "./namespaces.ts";
import { findMissing } from "./needs.ts";
import type { Programs } from "./programs.ts";
import { createServerControl, type ServerControl } from "./server-control.ts";
import { openSpareRelays } from "./spare-relays.ts";

/** The parts of a plan that are about the box. */
export type BoxPlan = Pick<
  Plan,
  "nodes" | "isRelayed" | "isDatabaseRelayed" | "isolatedDevices" | "serverEnv" | "databaseFlags" | "databaseBytes"
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
  const redis = plan.nodes > 1 ? await startRedisServer() : null;
  const jwtSecret = randomBytes(32).toString("hex");
  const makeNode = () =>
    createServerControl({
      programs,
      databaseUrl: databaseRelay?.url ?? database.url,
      dataDir,
      jwtSecret,
      env: { ...plan.serverEnv, ...(redis === null ? {} : { REDIS_URL: redis.url }) },
      onDeath: onServerDeath,
    });
  const server = await makeNode();
  const nodes = [server, ...(await Promise.all(Array.from({ length: plan.nodes - 1 }, makeNode)))];
  const balancer = redis === null ? null : await startBalancer(nodes.map(portOf));
  const url = balancer?.url ?? server.url;
  const spare = plan.isRelayed ? await openSpareRelays(url) : null;
  const relays = new Map<string, Relay>();
  const networks = await makeNetworks(plan.isolatedDevices, url);

  const box: Box = {
    url,
    server,
    nodes,
    redis,
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
      redis?.resume();
      await redis?.start();
      for (const node of nodes) {
        node.setClock(null);
        node.resume();
        if (node.pid === null) await node.start();
      }
    },
    async close() {
      for (const node of nodes) await node.kill();
      await balancer?.stop();
      await redis?.kill();
      for (const relay of [...relays.values(), databaseRelay]) await relay?.stop();
      await spare?.stop();
      for (const network of networks.values()) await network.remove();
      await database.close();
    },
  };
  try {
    for (const node of nodes) await node.start();
    return box;
  } catch (error) {
    await box.close();
    throw error;
  }
}

/** One node after the other; or, with `OSCHAT_TEST_PROXY` set, the Caddy that operators put there. */
async function startBalancer(ports: readonly number[]): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.OSCHAT_TEST_PROXY) return startFrontProxy("caddy", ports, { isPlain: true });
  const { port, stop } = await startRoundRobin(0, ports);
  return { url: `http://127.0.0.1:${port}`, stop };
}

function portOf({ url }: ServerControl): number {
  return Number(new URL(url).port);
}

/** By device; empty where the machine allows none. */
async function makeNetworks(devices: readonly string[], server: string): Promise<ReadonlyMap<string, Namespace>> {
  const networks = new Map<string, Namespace>();
  if ((await findMissing(["network namespaces"])).length > 0) return networks;
  for (const device of devices) networks.set(device, await makeNamespace(server));
  return networks;
}
