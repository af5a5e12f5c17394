/** A consistent copy of a running cluster, taken as PostgreSQL's manual says for copies of files ("low level API"). */
import { execFile } from "node:child_process";
import { chown, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type pg from "pg";

const run = promisify(execFile);

/** What belongs to the running server alone. */
const NOT_COPIED = ["postmaster.pid", "postmaster.opts"];

/** Copies `dataDir` to `copyDir/data`, in place of an older copy. The order of the log is the connection's: `client` stays the same. */
export async function backUp(client: pg.ClientBase, dataDir: string, copyDir: string): Promise<void> {
  const copy = join(copyDir, "data");
  await rm(copy, { recursive: true, force: true });
  await client.query("select pg_backup_start('faults', true)");
  await copyWhileInUse(dataDir, copy);
  const { rows } = await client.query<{ label: string }>("select labelfile as label from pg_backup_stop(false)");
  const label = join(copy, "backup_label");
  await writeFile(label, rows[0]?.label ?? "");
  const { uid, gid } = await stat(dataDir);
  await chown(label, uid, gid);
  // All that was logged meanwhile: without it the copy is not consistent.
  await rm(join(copy, "pg_wal"), { recursive: true });
  await copyWhileInUse(join(dataDir, "pg_wal"), join(copy, "pg_wal"));
  for (const name of NOT_COPIED) await rm(join(copy, name), { force: true });
}

/** Files that vanish meanwhile are nobody's loss: the log knows. */
async function copyWhileInUse(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await run("cp", ["-a", "-T", from, to]).catch((error: Error & { stderr?: string }) => {
    const complaints = (error.stderr ?? error.message).trim().split("\n");
    if (!complaints.every((line) => line.includes("No such file"))) throw error;
  });
}
