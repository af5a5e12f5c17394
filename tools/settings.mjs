/**
 * The server's settings from `.env` and `apps/server/.env`, the same for `npm start`, `npm run dev` and the operator's
 * commands. What the environment already says stays, and the first file wins over the second.
 */
import { existsSync } from "node:fs";
import { inRoot } from "./paths.mjs";

export function loadSettings() {
  for (const path of [inRoot(".env"), inRoot("apps/server/.env")]) {
    if (existsSync(path)) process.loadEnvFile(path);
  }
}
