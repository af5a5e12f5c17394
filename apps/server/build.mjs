/** Bundles the server into dist/main.js, with its migrations beside it. What is not in the bundle costs nothing at start. */
import { cp, rm } from "node:fs/promises";
import { build } from "esbuild";
import { SERVER_BUNDLE } from "./bundle.mjs";

await rm("dist", { recursive: true, force: true });
await build({ ...SERVER_BUNDLE, outdir: "dist" });
await cp("src/database/migrations", "dist/migrations", { recursive: true });
