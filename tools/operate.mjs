/**
 * The operator's commands (`npm run token`, `demo`, `db:migrate`, `db:reset`, `db:psql`): runs one of the server's own, in
 * apps/server/src/cli, with the settings that the server has here. Prints nothing of its own.
 */
import { BIN, inRoot } from "./paths.mjs";
import { loadSettings } from "./settings.mjs";
import { foreground, run } from "./step.mjs";

await run(() => {
  const [command, ...args] = process.argv.slice(2);
  loadSettings();
  return foreground(process.execPath, [BIN.tsx, inRoot(`apps/server/src/cli/${command}.ts`), ...args]);
});
