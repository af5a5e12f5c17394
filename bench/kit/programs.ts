/**
 * Builds what is measured, as it is in the sources now. Bundles the load client and the floors into plain JavaScript, so that they run on Node alone, without a loader in the way, just
 * as the built server does.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build as bundle } from "esbuild";
import { build } from "../../tools/builds.mjs";

const SERVER = fileURLToPath(new URL("../../apps/server/", import.meta.url));
const SOURCES = fileURLToPath(new URL("..", import.meta.url));

export interface Programs {
  /** @param name below `bench/`, without its extension, such as `load/main` */
  path(name: string): string;
  remove(): Promise<void>;
}

export async function buildServer(): Promise<void> {
  await promisify(execFile)(process.execPath, ["build.mjs"], { cwd: SERVER });
}

/** When its sources have changed. */
export async function buildWeb(): Promise<void> {
  await build({ force: false });
}

export async function buildPrograms(): Promise<Programs> {
  const folder = await mkdtemp(join(tmpdir(), "oschat-bench-programs-"));
  await bundle({
    entryPoints: ["load/main.ts", "floors/*.ts", "kit/collect-garbage-on-signal.ts"],
    absWorkingDir: SOURCES,
    outdir: folder,
    outbase: SOURCES,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    external: ["pg-native", "bufferutil", "utf-8-validate"],
    logLevel: "warning",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  return {
    path: (name) => join(folder, `${name}.mjs`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
