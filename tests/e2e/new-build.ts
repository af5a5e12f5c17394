/** A folder with the built web app, and another build of it in its place: the same code under other file names. */
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const OUT = fileURLToPath(new URL("../../apps/web/out", import.meta.url));
const TEXT = /\.(js|css|html|txt|json)$/;

export interface DeployedWeb {
  webDir: string;
  /** Replaces it as an operator's update does: nothing of the former build is left. Returns the former files' addresses. */
  deployAnother(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function deployWeb(): Promise<DeployedWeb> {
  const webDir = await mkdtemp(join(tmpdir(), "oschat-web-"));
  await cp(OUT, webDir, { recursive: true });
  return {
    webDir,
    async deployAnother() {
      const names = await readdir(webDir, { recursive: true });
      const scripts = names.filter((name) => name.startsWith(join("_next", "static")) && name.endsWith(".js"));
      const renamed = (text: string) =>
        scripts.reduce((changed, name) => changed.replaceAll(basename(name), `another-${basename(name)}`), text);
      for (const name of names.filter((each) => TEXT.test(each))) {
        const file = join(webDir, name);
        await writeFile(file, renamed(await readFile(file, "utf8")).replace(/"version":"/, '"version":"another-'));
      }
      const copies = names.filter((name) => /\.(br|gz)$/.test(name));
      await Promise.all(copies.map((name) => rm(join(webDir, name))));
      for (const name of scripts) await rename(join(webDir, name), renamed(join(webDir, name)));
      return scripts.map((name) => `/${name}`);
    },
    remove: () => rm(webDir, { recursive: true, force: true }),
  };
}
