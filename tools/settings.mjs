/** Settings from a file of `NAME=value` lines. What the environment already says stays. */
import { existsSync } from "node:fs";

export function loadSettings(path) {
  if (existsSync(path)) process.loadEnvFile(path);
}
