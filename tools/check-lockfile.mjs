/**
 * Keeps package-lock.json free of addresses: whoever installs uses the registry they have configured, and no lock file
 * can point an install elsewhere. Every package carries its integrity hash instead. And it holds every platform's builds
 * of native packages: a lock file that lacks some fails `npm ci`, or the program, on other people's machines.
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
const names = new Set(
  Object.keys(packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)),
);
for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
  for (const name of Object.keys(optionalDependencies)) if (!names.has(name)) faults.push(`${path} lacks ${name}`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error("Where no node_modules exists, make it anew with: npm install --package-lock-only");
}
process.exitCode = faults.length > 0 ? 1 : 0;
