/**
 * The acceptance journeys once more, through the Caddy that operators put before the server, over https: install caddy, then
 * `npx playwright test --config tests/e2e/playwright.proxy.config.ts`. With `OSCHAT_TEST_NODES=2` (and Redis), through the Caddy that
 * stands before several servers. Not part of `npm test`.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isInstalled } from "@oschat/test-kit";
import { defineConfig } from "@playwright/test";
import direct from "./playwright.config.ts";

if (!isInstalled("caddy")) console.log("There is no caddy here, so nothing is tried.");
process.env.OSCHAT_TEST_PROXY = "caddy";
if (process.env.CURL_HOME === undefined) {
  // Journeys that call curl meet Caddy's own authority too.
  process.env.CURL_HOME = mkdtempSync(join(tmpdir(), "oschat-curl-"));
  writeFileSync(join(process.env.CURL_HOME, ".curlrc"), "insecure\n");
}

export default defineConfig({
  ...direct,
  testMatch: isInstalled("caddy") ? "acceptance-*.spec.ts" : [],
  use: { ...direct.use, ignoreHTTPSErrors: true },
});
