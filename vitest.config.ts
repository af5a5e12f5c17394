/**
 * Four kinds of tests. `unit`: pure code, beside what it tests. `integration`: real PostgreSQL, real sockets, the real
 * client engine, through the test kit. `bench`: each benchmark works; nothing about speed. `faults`: the fault suite in small. Browser journeys are Playwright's
 * (tests/e2e).
 */
import { defineConfig } from "vitest/config";
import { catalogues } from "./apps/web/src/language/load-catalogue.mjs";

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [catalogues],
        test: {
          name: "unit",
          include: [
            "packages/*/src/**/*.test.ts",
            "apps/server/src/**/*.test.ts",
            "apps/web/src/**/*.test.{ts,tsx}",
            "tests/faults/checker/**/*.test.ts",
            "tools/*.test.mjs",
          ],
        },
      },
      {
        test: {
          name: "integration",
          include: [
            "tests/integration/**/*.test.ts",
            "tests/kit/src/**/*.test.ts",
            "tests/faults/box/**/*.test.ts",
            "examples/*/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**"],
          globalSetup: ["tests/kit/src/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "bench",
          include: ["bench/*.test.ts"],
          // Both build the server.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "faults",
          include: ["tests/faults/smoke.test.ts"],
          testTimeout: 150_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
