/**
 * `npm start`: from a fresh clone to a running server. Installs and builds only what is missing or stale, then becomes
 * the server: same terminal, same signals, same exit code. Arguments go to the server.
 */
import { build } from "./builds.mjs";
import { installIfNeeded } from "./install.mjs";
import { inRoot } from "./paths.mjs";
import { loadSettings } from "./settings.mjs";
import { foreground, run } from "./step.mjs";

await run(async () => {
  loadSettings();
  await installIfNeeded();
  await build();
  const server = inRoot("apps/server/dist/main.js");
  return foreground(process.execPath, ["--enable-source-maps", server, ...process.argv.slice(2)]);
});
