/**
 * `npm run screenshots`: takes the pictures in docs/screenshots anew, of a server filled with the demo, seen by Ada in a real
 * browser. Builds first what is stale. Runs with tsx, for what it shows is the tests' own world.
 */
import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { fillWithDemo } from "../apps/server/src/demo/fill.ts";
import { CHROMIUM } from "../tests/e2e/chromium.ts";
import { startDatabaseServer, startWorld } from "../tests/kit/src/index.ts";
import { build } from "./builds.mjs";
import { installIfNeeded } from "./install.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./step.mjs";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const GROUP = "Launch week";

/** File name, what is seen, and how. */
const PICTURES = [
  { name: "landing", viewport: DESKTOP, signedIn: false, show: async () => {} },
  { name: "chat", viewport: DESKTOP, show: openGroup },
  { name: "chat-dark", viewport: DESKTOP, colorScheme: "dark", show: openGroup },
  { name: "details", viewport: DESKTOP, show: openDetails },
  { name: "phone-list", viewport: PHONE, isPhone: true, show: async () => {} },
  { name: "phone", viewport: PHONE, isPhone: true, show: openGroup },
  { name: "phone-dark", viewport: PHONE, isPhone: true, colorScheme: "dark", show: openGroup },
];

await run(async () => {
  await installIfNeeded();
  await build();
  const stopDatabase = await startDatabaseServer();
  const world = await startWorld();
  const browser = await chromium.launch(CHROMIUM);
  try {
    await fillWithDemo(world.database.db);
    await mkdir(inRoot("docs/screenshots"), { recursive: true });
    const chosen = PICTURES.filter(({ name }) => name.startsWith(process.argv[2] ?? ""));
    for (const picture of chosen) await take(picture, browser, world.url);
    return 0;
  } finally {
    await browser.close();
    await world.stop();
    await stopDatabase();
  }
});

async function take(picture, browser, url) {
  const { name, viewport, isPhone = false, colorScheme = "light", signedIn = true, show } = picture;
  const context = await browser.newContext({
    viewport,
    colorScheme,
    hasTouch: isPhone,
    isMobile: isPhone,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  if (signedIn) {
    const data = { name: "Ada Lovelace", email: "ada@example.com" };
    await context.request.post(`${url}/auth/local`, { data, headers: { origin: url } });
    await page.goto(`${url}/chat`);
    await page.getByRole("link").filter({ hasText: GROUP }).waitFor();
  } else {
    await page.goto(url);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
  }
  await show(page);
  await page.waitForFunction(isSettled);
  const path = inRoot("docs/screenshots", `${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  console.log(`  docs/screenshots/${name}.png`);
  await context.close();
}

/** In the page: letters are there, and an open conversation stands at its end. */
async function isSettled() {
  await document.fonts.ready;
  const view = document.querySelector('[aria-label="Messages"]')?.parentElement;
  return !view || view.scrollTop + view.clientHeight >= view.scrollHeight - 1;
}

async function openGroup(page) {
  await page.getByRole("link").filter({ hasText: GROUP }).click();
  await page.getByRole("list", { name: "Messages" }).locator("[data-message]").last().waitFor();
}

async function openDetails(page) {
  await openGroup(page);
  await page.getByRole("button", { name: "Conversation details" }).click();
  await page.getByRole("region", { name: "Members" }).getByRole("listitem").first().waitFor();
}
