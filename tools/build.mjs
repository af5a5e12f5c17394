/** `npm run build`: builds the web app and the server, stale or not. */
import { build } from "./builds.mjs";
import { run } from "./step.mjs";

await run(() => build({ force: true }));
