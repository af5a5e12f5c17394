/**
 * Keeps package-lock.json free of addresses: whoever installs uses the registry they have configured, and no lock file
 * can point an install elsewhere. Every package carries its integrity hash instead.
 */
import { readFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";

const { packages } = JSON.parse(await readFile(inRoot("package-lock.json"), "utf8"));
const faults = Object.entries(packages).flatMap(([path, entry]) => {
  if (!path.includes("node_modules/")) return [];
  if (entry.link) return /^[\w/-]+$/.test(entry.resolved) ? [] : [`${path} links to ${entry.resolved}`];
  if (entry.resolved !== undefined) return [`${path} names an address: ${entry.resolved}`];
  return entry.integrity || entry.inBundle ? [] : [`${path} has no integrity hash`];
});
for (const fault of faults) console.error(fault);
if (faults.length > 0)
  console.error("Install with this folder's .npmrc (omit-lockfile-registry-resolved) and commit the lock file anew.");
process.exitCode = faults.length > 0 ? 1 : 0;
