/**
 * Builds the web app and the server when their sources changed. A stamp beside each build holds the hash of what it was
 * built from; a build that fails leaves no stamp.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { inRoot, ROOT } from "./paths.mjs";
import { step } from "./step.mjs";

const SHARED = ["package-lock.json", "packages/protocol", "packages/client"];
const BUILDS = [
  { title: "Building the web app", workspace: "@oschat/web", sources: [...SHARED, "apps/web"], output: "apps/web/out" },
  {
    title: "Building the server",
    workspace: "@oschat/server",
    sources: [...SHARED, "apps/server"],
    output: "apps/server/dist",
  },
];
const NOT_SOURCES = new Set(["node_modules", "dist", "out", ".next", "next-env.d.ts"]);
const isTest = (name) => /\.(test|spec)\.tsx?$/.test(name);

/** Builds what is stale, the web app first; everything when `force` is set. */
export async function build({ force = false } = {}) {
  for (const { title, workspace, sources, output } of BUILDS) {
    const stamp = inRoot(output, ".build-stamp");
    const fingerprint = await fingerprintOf(sources);
    if (!force && (await readFile(stamp, "utf8").catch(() => null)) === fingerprint) continue;
    await rm(stamp, { force: true });
    await step(
      title,
      ["npm", "run", "build", "-w", workspace],
      "The lines above say what is wrong; correct that and try again.",
    );
    await writeFile(stamp, fingerprint);
  }
}

/** A hash of every source file's path and content, and of the settings that are built into the web app. */
async function fingerprintOf(sources) {
  const hash = createHash("sha256");
  for (const source of sources) {
    for await (const path of filesBelow(inRoot(source))) {
      hash
        .update(`${relative(ROOT, path).split(sep).join("/")}\0`)
        .update(await readFile(path))
        .update("\0");
    }
  }
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
  return hash.update(JSON.stringify(settings.sort())).digest("hex");
}

async function* filesBelow(path) {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (!entries) {
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_SOURCES.has(entry.name) || isTest(entry.name) || entry.name.endsWith(".tsbuildinfo")) continue;
    if (entry.isDirectory()) yield* filesBelow(join(path, entry.name));
    else yield join(path, entry.name);
  }
}
