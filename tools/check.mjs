/**
 * `npm run check`: everything that can be said about the code without running it. All checks run, as many at once as
 * there are processors; what a failed one printed follows at the end. `npm run check -- types` runs those whose title
 * begins with "types".
 */
import { availableParallelism } from "node:os";
import { installIfNeeded } from "./install.mjs";
import { BIN, inRoot } from "./paths.mjs";
import { capture, inWords, run } from "./step.mjs";

/** The slow ones first, so that the short ones fill the gaps. */
const CHECKS = [
  {
    title: "types of the web app",
    before: [BIN.next, "typegen", "apps/web"],
    args: typesOf("apps/web/tsconfig.json"),
  },
  { title: "types of everything else", args: typesOf("tsconfig.json") },
  {
    title: "import arrows",
    args: [BIN.depcruise, "--config", ".dependency-cruiser.mjs", "packages", "apps", "tests", "examples"],
  },
  { title: "dead code", args: [BIN.knip, "--no-progress"] },
  { title: "lint and format", args: [BIN.biome, "check", "."] },
  { title: "rules and their tests", args: [inRoot("tools/check-rules.mjs")] },
  { title: "security ledger and its tests", args: [inRoot("tools/check-security.mjs")] },
  { title: "behaviours and their tests", args: [inRoot("tools/check-behaviours.mjs")] },
  { title: "lock file", args: [inRoot("tools/check-lockfile.mjs")] },
];

await run(async () => {
  await installIfNeeded();
  const started = performance.now();
  const chosen = CHECKS.filter(({ title }) => title.startsWith(process.argv[2] ?? ""));
  const waiting = [...chosen];
  const failures = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output, took } = await perform(check);
      console.log(`  ${code === 0 ? "ok  " : "FAIL"}  ${check.title} (${inWords(took)})`);
      if (code !== 0) failures.push({ ...check, output });
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  for (const { title, output } of failures) console.error(`\n--- ${title} ---\n${output.trimEnd()}`);
  console.log(
    `\n  ${chosen.length - failures.length} of ${chosen.length} checks passed (${inWords(performance.now() - started)})`,
  );
  return failures.length > 0 || chosen.length === 0 ? 1 : 0;
});

/** Runs what a check needs first, then the check; stops at the first that fails. */
async function perform({ before, args }) {
  const prepared = before ? await capture(process.execPath, before) : { code: 0, output: "", took: 0 };
  if (prepared.code !== 0) return prepared;
  const result = await capture(process.execPath, args);
  return { ...result, took: prepared.took + result.took };
}

/** Type checking that remembers what it knew, so that the next time takes seconds. */
function typesOf(project) {
  const memory = inRoot("node_modules/.cache", `${project.replaceAll("/", "-")}.tsbuildinfo`);
  return [BIN.tsc, "-p", project, "--noEmit", "--incremental", "--tsBuildInfoFile", memory];
}
