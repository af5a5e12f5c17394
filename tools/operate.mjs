/**
 * The operator's commands (`npm run oschat -- help`, and `npm run token`, `demo`, `db:migrate` for some of them): the server's own, in
 * apps/server/src/cli, with the settings that the server has here. Prints nothing of its own.
 */
import { BIN, inRoot } from "./paths.mjs";
import { loadSettings } from "./settings.mjs";
import { foreground, run } from "./step.mjs";

await run(() => {
  loadSettings();
  return foreground(process.execPath, [BIN.tsx, inRoot("apps/server/src/cli/oschat.ts"), ...process.argv.slice(2)]);
});
