/** A migrated cluster to copy: made once per process, since making one takes seconds and copying it does not. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findBinaries, startEmbeddedDatabase } from "@oschat/server/database/embedded";
import { choosePlacement, type Placement } from "@oschat/server/database/embedded-placement";
import { migrate } from "@oschat/server/database/migrate";
import pg from "pg";

const DATABASE = "oschat";

export interface Template extends Pick<Placement, "clusterDir" | "binDir" | "identity"> {
  /** Of the migrated database in a copy that listens on this port. */
  url(port: number): string;
}

let template: Promise<{ dataDir: string } & Template> | null = null;

export function templateCluster(): Promise<Template> {
  template ??= makeTemplate();
  return template;
}

export async function removeTemplate(): Promise<void> {
  const made = await template;
  template = null;
  if (made !== null && made !== undefined) await rm(made.dataDir, { recursive: true, force: true });
}

export async function copyTemplate({ clusterDir }: Template, to: string): Promise<void> {
  await promisify(execFile)("cp", ["-a", clusterDir, to]);
}

async function makeTemplate(): Promise<{ dataDir: string } & Template> {
  const dataDir = await mkdtemp(join(tmpdir(), "oschat-faults-template-"));
  await chmod(dataDir, 0o755);
  const password = randomBytes(24).toString("hex");
  // It is finished before anybody depends on it.
  const server = await startEmbeddedDatabase({ dataDir, password, flags: ["fsync=off", "max_wal_size=64MB"] });
  const admin = new pg.Client({ connectionString: server.url("postgres") });
  await admin.connect();
  await admin.query(`create database ${DATABASE}`);
  await admin.end();
  await migrate(server.url(DATABASE));
  const address = new URL(server.url(DATABASE));
  await server.stop();
  const { clusterDir, binDir, identity } = await choosePlacement(dataDir, await findBinaries());
  return {
    dataDir,
    clusterDir,
    binDir,
    identity,
    url(port) {
      address.port = String(port);
      return address.href;
    },
  };
}
