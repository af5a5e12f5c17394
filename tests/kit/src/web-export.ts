import { fileURLToPath } from "node:url";

/** The folder of the built web app. */
export const WEB_EXPORT = fileURLToPath(new URL("../../../apps/web/out", import.meta.url));
