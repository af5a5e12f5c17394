/**
 * What a test run amounts to, read from its runner's JSON report. A runner that fails without naming a failed test (it
 * could not load a file, or broke down) counts as one failure, so that the sum never looks better than the run was.
 */
import { readFile } from "node:fs/promises";

export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Totals of a Vitest run that ended with exit code `code`. */
export async function vitestTotals(report, code) {
  const result = await read(report);
  if (!result) return agreeing(NOTHING, code);
  const unloaded = result.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  return agreeing(
    {
      passed: result.numPassedTests,
      failed: result.numFailedTests + unloaded,
      skipped: result.numPendingTests + result.numTodoTests,
    },
    code,
  );
}

/** Totals of a Playwright run that ended with exit code `code`. A test that passed only on a retry counts as passed. */
export async function playwrightTotals(report, code) {
  const result = await read(report);
  if (!result) return agreeing(NOTHING, code);
  const { expected, flaky, unexpected, skipped } = result.stats;
  return agreeing({ passed: expected + flaky, failed: unexpected, skipped }, code);
}

function agreeing(totals, code) {
  return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

async function read(report) {
  try {
    return JSON.parse(await readFile(report, "utf8"));
  } catch {
    return null;
  }
}
