/** What axe finds wrong with what a page shows, in each theme. Its code goes in past the content security policy, as a debugger's does. */
import { expect, type Page } from "@playwright/test";
import axe, { type AxeResults, type RunOptions } from "axe-core";

const THEMES = ["light", "dark", "contrast"] as const;
const CONTRAST_ALONE: RunOptions = { runOnly: { type: "rule", values: ["color-contrast"] } };

/** All rules in the theme that is seen, then the contrast in each theme; `view` names what is looked at. */
export async function expectAccessible(page: Page, view: string): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  await settled(page);
  // What a button's menu shows belongs to the button, wherever it stands in the document.
  const hasMenu = await page.getByRole("menu").isVisible();
  const found = await violations(page, { rules: { region: { enabled: !hasMenu } } });
  const theme = await page.evaluate(() => document.documentElement.dataset.theme ?? "");
  for (const other of THEMES) {
    await showTheme(page, other);
    found.push(...(await violations(page, CONTRAST_ALONE)).map((violation) => `${other}: ${violation}`));
  }
  await showTheme(page, theme);
  expect(found, view).toEqual([]);
}

async function showTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => void document.documentElement.setAttribute("data-theme", name), theme);
  await settled(page);
}

/** Waits until nothing is on its way any more: no colour, no fading. */
async function settled(page: Page): Promise<void> {
  const moving = () => document.getAnimations().filter(({ playState }) => playState === "running").length;
  await expect.poll(() => page.evaluate(moving)).toBe(0);
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const results = await page.evaluate(
    (given) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(given),
    options,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}
