/**
 * Lighthouse's scores for a page, in the browser that is already running. Lighthouse is no dependency: it is fetched for the
 * occasion. Null, with a word why, where that cannot be done.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const LIGHTHOUSE = "lighthouse@12.8.2";
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const GIVE_UP_MS = 300_000;

export type Scores = Record<(typeof CATEGORIES)[number], number>;

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { id: string; score: number | null; title: string; displayValue?: string }>;
}

/** @param port of the browser's remote debugging; its default profile is the one that is signed in */
export async function lighthouse(url: string, port: number): Promise<Scores | null> {
  const folder = await mkdtemp(join(tmpdir(), "oschat-lighthouse-"));
  const file = join(folder, "report.json");
  const args = [
    ...["exec", "--yes", "--package", LIGHTHOUSE, "--", "lighthouse", url, `--port=${port}`, "--quiet"],
    ...["--preset=desktop", "--disable-storage-reset", `--only-categories=${CATEGORIES.join(",")}`],
    ...["--output=json", `--output-path=${file}`],
  ];
  try {
    await promisify(execFile)("npm", args, { cwd: folder, timeout: GIVE_UP_MS });
    const { categories, audits } = JSON.parse(await readFile(file, "utf8")) as Report;
    for (const { title, score, displayValue } of Object.values(audits)) {
      if (score !== null && score < 0.9) console.log(`    ${score.toFixed(2)} ${title} ${displayValue ?? ""}`);
    }
    const score = (category: string) => Math.round(100 * (categories[category]?.score ?? 0));
    return Object.fromEntries(CATEGORIES.map((category) => [category, score(category)])) as Scores;
  } catch (error) {
    console.warn(`Lighthouse did not run: ${error instanceof Error ? error.message.slice(0, 300) : error}`);
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
