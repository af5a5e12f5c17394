/** Installs dependencies when what is installed is not what the lock file says. */
import { readFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";
import { step } from "./step.mjs";

/** Runs `npm ci` if needed. Compares contents, not dates: switching branches back and forth installs nothing. */
export async function installIfNeeded() {
  if (await isInstalled()) return;
  await step(
    "Installing dependencies",
    ["npm", "ci", "--include=dev", "--no-audit", "--no-fund"],
    "Check the connection to the package registry and the lines above, then try again.",
  );
}

async function isInstalled() {
  const wanted = await packagesOf(inRoot("package-lock.json"));
  const present = await packagesOf(inRoot("node_modules/.package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.includes("node_modules/")) return true;
    const found = present[path];
    if (!found) return optional === true;
    return link ? found.link === true : found.version === version;
  });
}

async function packagesOf(lockfile) {
  try {
    return JSON.parse(await readFile(lockfile, "utf8")).packages;
  } catch {
    return null;
  }
}
