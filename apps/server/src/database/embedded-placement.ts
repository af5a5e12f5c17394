/**
 * Where the embedded PostgreSQL runs and as whom. PostgreSQL refuses to run as root, so for root another system user owns and
 * runs it; what that user cannot reach (a data directory or an installation below a private folder) is placed where it can.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, cp, mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const SYSTEM_USER = "postgres";
const SHARED_FOLDER = "/var/lib/oschat";

export interface Placement {
  /** PostgreSQL's own data directory. */
  clusterDir: string;
  binDir: string;
  /** For child processes. Empty: run as ourselves. */
  identity: { uid?: number; gid?: number };
  giveToOwner(path: string): Promise<void>;
}

/** @param binDir the folder of the installed PostgreSQL programs */
export async function choosePlacement(dataDir: string, binDir: string): Promise<Placement> {
  await mkdir(dataDir, { recursive: true });
  if (process.getuid?.() !== 0) {
    return { clusterDir: join(dataDir, "postgres"), binDir, identity: {}, giveToOwner: async () => {} };
  }
  const identity = await systemUser();
  const reaches = async (path: string) =>
    run("test", ["-x", path], { ...identity, cwd: "/" }).then(
      () => true,
      () => false,
    );
  const clusterParent = (await reaches(dataDir)) ? dataDir : join(SHARED_FOLDER, fingerprint(dataDir));
  await mkdir(clusterParent, { recursive: true });
  return {
    clusterDir: join(clusterParent, "postgres"),
    binDir: (await reaches(join(binDir, "postgres"))) ? binDir : await copyOfPrograms(dirname(binDir)),
    identity,
    giveToOwner: (path) => chown(path, identity.uid, identity.gid),
  };
}

async function systemUser(): Promise<{ uid: number; gid: number }> {
  const idOf = async (flag: string) => Number((await run("id", [flag, SYSTEM_USER])).stdout);
  try {
    return { uid: await idOf("-u"), gid: await idOf("-g") };
  } catch {
    await run("useradd", ["--system", "--user-group", "--no-create-home", SYSTEM_USER]);
    return { uid: await idOf("-u"), gid: await idOf("-g") };
  }
}

/** The installation, copied once to where everyone can run it. */
async function copyOfPrograms(installation: string): Promise<string> {
  const copy = join(SHARED_FOLDER, "programs", fingerprint(installation));
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(dirname(copy), { recursive: true });
    await cp(installation, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  }
  return join(copy, "bin");
}

function fingerprint(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 16);
}
