/**
 * `npm run screenshots`: takes the pictures in docs/screenshots anew, of a server filled with the demo, seen by Ada in a real
 * browser, and writes their index. Whoever takes them has fonts for emoji, Arabic and Japanese. `npm run screenshots -- phone` takes those whose name begins so. Builds first what is stale.
 * Runs with tsx, for what it shows is the tests' own world.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { fillWithDemo } from "../apps/server/src/demo/fill.ts";
import { CHROMIUM } from "../tests/e2e/chromium.ts";
import { startDatabaseServer, startWorld } from "../tests/kit/src/index.ts";
import { build } from "./builds.mjs";
import { installIfNeeded } from "./install.mjs";
import { inRoot } from "./paths.mjs";
import { PICTURES } from "./pictures.mjs";
import { run } from "./step.mjs";

const FOLDER = "docs/screenshots";
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const ADA = { name: "Ada Lovelace", email: "ada@example.com" };
const PATIENCE_MS = 20_000;

await run(async () => {
  await installIfNeeded();
  await build();
  const stopDatabase = await startDatabaseServer();
  const world = await startWorld();
  const browser = await chromium.launch(CHROMIUM);
  try {
    await fillWithDemo(world.database.db);
    await mkdir(inRoot(FOLDER), { recursive: true });
    const chosen = PICTURES.filter(({ name }) => name.startsWith(process.argv[2] ?? ""));
    for (const picture of chosen) await take(picture, browser, world.url);
    await writeFile(inRoot(FOLDER, "README.md"), index());
    return 0;
  } finally {
    await browser.close();
    await world.stop();
    await stopDatabase();
  }
});

async function take(picture, browser, url) {
  const { name, isPhone = false, colorScheme = "light", person = ADA, at = "/chat", kept = {}, show } = picture;
  const context = await browser.newContext({
    viewport: isPhone ? PHONE : DESKTOP,
    colorScheme,
    hasTouch: isPhone,
    isMobile: isPhone,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript((choices) => {
    for (const [choice, value] of Object.entries(choices)) localStorage.setItem(`oschat.${choice}`, value);
  }, kept);
  if (person !== null) {
    await context.request.post(`${url}/auth/local`, { data: person, headers: { origin: url } });
  }
  const page = await context.newPage();
  await page.goto(`${url}${at}`, { waitUntil: "networkidle" });
  if (person !== null) await page.getByRole("navigation").getByRole("button").last().waitFor();
  await show(page);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
  const path = inRoot(FOLDER, `${name}.jpg`);
  await page.screenshot({ path, type: "jpeg", quality: 82, animations: "disabled", caret: "hide" });
  console.log(`  ${FOLDER}/${name}.jpg`);
  await context.close();
}

function index() {
  const entries = PICTURES.map(({ name, title }) => `## ${title}\n\n![${title}](${name}.jpg)\n`);
  return `# What oschat looks like\n\nTaken by \`npm run screenshots\` from a server filled with the demo.\n\n${entries.join("\n")}`;
}
