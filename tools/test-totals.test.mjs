import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { closingLine, playwrightTotals, vitestTotals } from "./test-totals.mjs";

async function reportOf(content) {
  const folder = await mkdtemp(join(tmpdir(), "oschat-totals-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "report.json");
  await writeFile(path, JSON.stringify(content));
  return path;
}

describe("totals of a test run", () => {
  it("counts a file that could not be loaded as a failure", async () => {
    const report = await reportOf({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [
        { status: "passed", assertionResults: [{ status: "passed" }] },
        { status: "failed", assertionResults: [{ status: "failed" }] },
        { status: "failed", assertionResults: [] },
      ],
    });
    expect(await vitestTotals(report, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  it("counts a runner that failed without a failed test, or without a report, as one failure", async () => {
    const report = await reportOf({ stats: { expected: 4, flaky: 1, unexpected: 0, skipped: 2 } });
    expect(await playwrightTotals(report, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
    expect(await playwrightTotals(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
    expect(await playwrightTotals("/nowhere.json", 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it("names skipped tests only when there are some", () => {
    expect(closingLine({ passed: 5, failed: 0, skipped: 0 })).toBe("5 passed, 0 failed");
    expect(closingLine({ passed: 5, failed: 1, skipped: 2 })).toBe("5 passed, 1 failed, 2 skipped");
  });
});
