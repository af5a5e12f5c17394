/** Secrets that the server makes for itself on first start and keeps in the data directory, readable by its user alone. */
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Secrets = z.object({ jwtSecret: z.string().min(32), databasePassword: z.string().min(32) });
export type Secrets = z.infer<typeof Secrets>;

/** Reads the data directory's secrets, making them when there are none. Safe when two processes start at once. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, "secrets.json");
  await mkdir(dataDir, { recursive: true });
  const fresh: Secrets = {
    jwtSecret: randomBytes(48).toString("base64url"),
    databasePassword: randomBytes(48).toString("base64url"),
  };
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(`${JSON.stringify(fresh, null, 2)}\n`);
    await handle.close();
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return Secrets.parse(JSON.parse(await readFile(file, "utf8")));
  }
}
