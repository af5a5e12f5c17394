/**
 * `npm test`: everything, from a fresh clone on. Unit and integration tests run in Vitest, then, with the machine to themselves,
 * the benchmarks and the fault scenarios in small; journeys in a real browser with Playwright. `npm test -- unit`, `integration`, `bench`, `faults` or
 * `e2e` runs one part; further arguments go to its runner. The last line is the sum: `N passed, N failed`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./builds.mjs";
import { installIfNeeded } from "./install.mjs";
import { BIN, inRoot } from "./paths.mjs";
import { foreground, run, Stopped } from "./step.mjs";
import { add, closingLine, NOTHING, playwrightTotals, vitestTotals } from "./test-totals.mjs";

const PARTS = ["unit", "integration", "bench", "faults", "e2e"];
/** Parts that run together in one Vitest run. */
const VITEST_RUNS = [["unit", "integration"], ["bench"], ["faults"]];

await run(async () => {
  const { parts, rest } = readArguments(process.argv.slice(2));
  const reports = await mkdtemp(join(tmpdir(), "oschat-test-"));
  try {
    await installIfNeeded();
    let totals = NOTHING;
    for (const together of VITEST_RUNS) {
      const projects = together.filter((part) => parts.includes(part));
      if (projects.length > 0) totals = add(totals, await runVitest(projects, rest, join(reports, "vitest.json")));
    }
    if (parts.includes("e2e")) totals = add(totals, await runPlaywright(rest, join(reports, "playwright.json")));
    console.log(`\n${closingLine(totals)}`);
    return totals.failed > 0 ? 1 : 0;
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
});

function readArguments(args) {
  const [first, ...rest] = args;
  if (first === undefined) return { parts: PARTS, rest: [] };
  if (PARTS.includes(first)) return { parts: [first], rest };
  console.error(`There is no part "${first}". Parts: ${PARTS.join(", ")}. Without one, all run.`);
  throw new Stopped();
}

async function runVitest(projects, rest, report) {
  await rm(report, { force: true });
  const chosen = projects.flatMap((name) => ["--project", name]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await foreground(process.execPath, [BIN.vitest, "run", ...chosen, ...reporters, ...rest]);
  return vitestTotals(report, code);
}

async function runPlaywright(rest, report) {
  await build();
  const config = inRoot("tests/e2e/playwright.config.ts");
  const code = await foreground(
    process.execPath,
    [BIN.playwright, "test", "--config", config, "--reporter=list,json", ...rest],
    { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
  );
  return playwrightTotals(report, code);
}
