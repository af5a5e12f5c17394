/**
 * Journeys in a real browser: the server with its database in the runner's process, the built web app, Chromium. One worker,
 * for the journeys measure nothing and a small machine should do nothing else meanwhile.
 */
import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./chromium.ts";

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  globalSetup: "../kit/src/global-setup.ts",
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  // A journey that needs its second try is listed as flaky, so that it is seen and mended.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    colorScheme: "light",
    actionTimeout: 15_000,
    launchOptions: CHROMIUM,
    screenshot: "only-on-failure",
  },
});
