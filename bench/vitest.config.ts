/** The benchmarks' own test run: proves that each still works. `npx vitest run --config bench/vitest.config.ts` */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "bench",
    root: import.meta.dirname,
    include: ["*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
