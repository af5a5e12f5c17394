import { firstLoadScripts } from "@oschat/test-kit";
import { expect, test } from "@playwright/test";

const BUDGET_KB = 230;

test(`#133 the chat page names at most ${BUDGET_KB} kB of JavaScript, compressed`, async () => {
  const scripts = await firstLoadScripts();
  const kilobytes = scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1000;
  expect(scripts.length).toBeGreaterThan(3);
  expect(kilobytes, scripts.map(({ path, gzipBytes }) => `${gzipBytes} ${path}`).join("\n")).toBeLessThan(BUDGET_KB);
});
