/**
 * Bundles what a run starts: the server and the device program as they are in the sources, or as a variant of them, broken on
 * purpose. The bundles lie below node_modules, so that what is not in them is found.
 */
import { createHash } from "node:crypto";
import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { SERVER_BUNDLE } from "../../../apps/server/bundle.mjs";

/** Changes to what is run: text of a source file, or statements in the migrated database. */
export type Variant = readonly (
  | {
      /** Below the root of the repository. */ file: string /** Occurs there exactly once. */;
      find: string;
      replace: string;
    }
  | { sql: string }
)[];

export interface Programs {
  /** The server, and what is loaded before it. */
  readonly server: string;
  readonly preload: string;
  /** For the migrated database. */
  readonly statements: readonly string[];
  /** Bundled on first use. */
  device(): Promise<string>;
}

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const FOLDER = join(ROOT, "node_modules/.cache/oschat-faults");

const PLAIN: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  outExtension: { ".js": ".mjs" },
  external: ["pg-native", "bufferutil", "utf-8-validate"],
  logLevel: "warning",
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
};

const built = new Map<string, Promise<Programs>>();

/** Bundles once per process and variant. */
export function buildPrograms(variant: Variant): Promise<Programs> {
  const name = `${createHash("sha256").update(JSON.stringify(variant)).digest("hex").slice(0, 12)}-${process.pid}`;
  const programs = built.get(name) ?? bundle(variant, join(FOLDER, name));
  built.set(name, programs);
  return programs;
}

/** Removes all bundles of this process. */
export async function removePrograms(): Promise<void> {
  const names = [...built.keys()];
  built.clear();
  await Promise.all(names.map((name) => rm(join(FOLDER, name), { recursive: true, force: true })));
}

async function bundle(variant: Variant, folder: string): Promise<Programs> {
  const changes = await readChanges(variant);
  const server = join(ROOT, "apps/server");
  const plugins = [...SERVER_BUNDLE.plugins, applyChanges(changes)];
  await build({ ...SERVER_BUNDLE, plugins, absWorkingDir: server, outdir: join(folder, "server") });
  await cp(join(server, "src/database/migrations"), join(folder, "server/migrations"), { recursive: true });
  await build({
    ...PLAIN,
    entryPoints: [join(ROOT, "tests/faults/box/preload/main.ts")],
    outdir: join(folder, "preload"),
  });
  let device: Promise<unknown> | null = null;
  return {
    server: join(folder, "server/main.js"),
    preload: join(folder, "preload/main.mjs"),
    statements: variant.flatMap((change) => ("sql" in change ? [change.sql] : [])),
    async device() {
      device ??= build({
        ...PLAIN,
        plugins: [applyChanges(changes)],
        entryPoints: [join(ROOT, "tests/faults/devices/main.ts")],
        outdir: join(folder, "device"),
      });
      await device;
      return join(folder, "device/main.mjs");
    },
  };
}

/** Changed files by their absolute paths. */
async function readChanges(variant: Variant): Promise<ReadonlyMap<string, string>> {
  const changed = new Map<string, string>();
  for (const change of variant) {
    if ("sql" in change) continue;
    const path = join(ROOT, change.file);
    const pieces = (changed.get(path) ?? (await readFile(path, "utf8"))).split(change.find);
    if (pieces.length !== 2) {
      throw new Error(`${change.file} contains ${pieces.length - 1} times what is to be replaced: ${change.find}`);
    }
    changed.set(path, pieces.join(change.replace));
  }
  return changed;
}

function applyChanges(changes: ReadonlyMap<string, string>): Plugin {
  return {
    name: "changes on purpose",
    setup({ onLoad }) {
      onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        const contents = changes.get(path);
        return contents === undefined ? null : { contents, loader: "ts" };
      });
    },
  };
}
