import type { BuildOptions, Plugin } from "esbuild";

export const SERVER_BUNDLE: BuildOptions & { plugins: Plugin[] };
