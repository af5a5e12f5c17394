/** Room in the data directory, and whether its secrets are for the server alone. */
import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, ok, worthKnowing, wrong } from "./finding.ts";

const LEAST_BYTES = 512 * 2 ** 20;
const LITTLE_BYTES = 2 * 2 ** 30;
const READABLE_BY_OTHERS = 0o077;

export async function examineDisk(dataDir: string): Promise<Finding[]> {
  const room = await statfs(dataDir).catch(() => null);
  if (room === null) return [ok(`There is no ${dataDir}; nothing is kept there.`)];
  return [describeRoom(dataDir, room.bavail * room.bsize), ...(await examineSecrets(join(dataDir, "secrets.json")))];
}

function describeRoom(dataDir: string, bytes: number): Finding {
  const what = `${(bytes / 2 ** 30).toFixed(1)} GiB are free for ${dataDir}.`;
  const fix = "Make room, or move DATA_DIR to a larger disk: a database without room stops storing.";
  if (bytes < LEAST_BYTES) return wrong(what, fix);
  return bytes < LITTLE_BYTES ? worthKnowing(what, fix) : ok(what);
}

async function examineSecrets(file: string): Promise<Finding[]> {
  const found = await stat(file).catch(() => null);
  if (found === null || process.platform === "win32") return [];
  if ((found.mode & READABLE_BY_OTHERS) === 0)
    return [ok("The secrets that the server made can be read by its user alone.")];
  return [wrong(`Others on this machine can read ${file}.`, `chmod 600 ${file}`)];
}
