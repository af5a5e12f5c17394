/**
 * The import arrows: protocol <- client <- web; protocol <- server; inside the server and the web app, features on top of
 * what knows no feature. Type imports count like any other.
 */

const TESTS = "\\.(test|spec)\\.tsx?$|^tests/|/(test|testing|fixtures)/";

/** A rule that refuses imports from `from` to `to`, with the reason a reader sees. */
const refuse = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    refuse("no-cycles", "Two modules that need each other are one module, or three.", {}, { circular: true }),
    refuse("resolvable", "Every import resolves.", {}, { couldNotResolve: true }),
    refuse(
      "protocol-knows-nobody",
      "The protocol imports its own files and zod, nothing else.",
      { path: "^packages/protocol/src", pathNot: TESTS },
      { pathNot: "^packages/protocol/src|node_modules/zod/" },
    ),
    refuse(
      "client-knows-the-protocol-only",
      "The engine runs everywhere: no web app, no server, no framework.",
      { path: "^packages/client/src", pathNot: TESTS },
      { path: "^(apps|examples|tools)/|node_modules/(react|next|zustand)/" },
    ),
    refuse(
      "server-without-client",
      "The server does not use the client engine.",
      { path: "^apps/server/", pathNot: TESTS },
      { path: "^(packages/client|apps/web|examples|tools)/" },
    ),
    refuse(
      "web-without-server",
      "The web app reaches the server over the wire.",
      { path: "^apps/web/" },
      { path: "^apps/server/" },
    ),
    refuse(
      "foundations-know-no-feature",
      "database, http and realtime know no feature.",
      { path: "^apps/server/src/(database|http|realtime)/", pathNot: TESTS },
      { path: "^apps/server/src/(features/|app\\.ts|main\\.ts)" },
    ),
    refuse(
      "features-stand-on-foundations",
      "A feature imports foundations and features, never what composes them.",
      { path: "^apps/server/src/(features|database|http|realtime)/", pathNot: TESTS },
      { path: "^apps/server/src/((app|main)\\.ts$|cli/|observation/)" },
    ),
    refuse(
      "another-feature-by-its-index",
      "A feature is entered through its index.ts.",
      { path: "^apps/server/src/features/([^/]+)/", pathNot: TESTS },
      { path: "^apps/server/src/features/", pathNot: "^apps/server/src/features/($1/|[^/]+/index\\.ts$)" },
    ),
    refuse(
      "rules-are-pure",
      "Who may and what is valid is decided from arguments alone.",
      { path: "\\.rules\\.ts$", pathNot: "^apps/web/" },
      { pathNot: "^packages/protocol/src|\\.rules\\.ts$" },
    ),
    refuse(
      "view-rules-are-pure",
      "What a view offers to whom is decided from arguments alone; their types may be the view's.",
      { path: "^apps/web/.*\\.rules\\.ts$" },
      { pathNot: "^packages/protocol/src|\\.rules\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    refuse(
      "ui-knows-no-product",
      "The design system knows no feature, no store, no chat.",
      { path: "^apps/web/src/ui/" },
      { path: "^apps/web/src/(app|chat|features|stores)/|^packages/" },
    ),
    refuse(
      "web-layers",
      "Stores and the chat bridge know no component.",
      { path: "^apps/web/src/(stores|chat)/", pathNot: TESTS },
      { path: "^apps/web/src/(app|features|ui)/" },
    ),
    refuse(
      "routes-on-top",
      "Nobody imports a route.",
      { path: "^apps/web/src/(?!app/)" },
      { path: "^apps/web/src/app/.*\\.tsx?$" },
    ),
    refuse(
      "nobody-imports-tests",
      "Code that ships imports no test.",
      { path: "^(apps|packages)/", pathNot: TESTS },
      { path: TESTS },
    ),
    refuse(
      "no-dev-dependencies",
      "Code that ships uses what is installed where it ships.",
      { path: "^(apps|packages)/[^/]+/src/", pathNot: TESTS },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|out|\\.next|next-env\\.d\\.ts)(/|$)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts", ".css"],
    },
  },
};
