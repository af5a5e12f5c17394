/** Where things are in this repository. Tools run from any folder and act on the repository's root. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** An absolute path from parts below the repository's root. */
export const inRoot = (...parts) => join(ROOT, ...parts);

/** Command-line programs of installed packages, run with this same Node: works the same on every system. */
export const BIN = {
  biome: inRoot("node_modules/@biomejs/biome/bin/biome"),
  depcruise: inRoot("node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
  knip: inRoot("node_modules/knip/bin/knip.js"),
  next: inRoot("node_modules/next/dist/bin/next"),
  playwright: inRoot("node_modules/@playwright/test/cli.js"),
  tsc: inRoot("node_modules/typescript/bin/tsc"),
  tsx: inRoot("node_modules/tsx/dist/cli.mjs"),
  vitest: inRoot("node_modules/vitest/vitest.mjs"),
};
