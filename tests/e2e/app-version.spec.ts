import { startWorld } from "@oschat/test-kit";
import { expect, test } from "@playwright/test";
import { keptShell } from "./kept-shell.ts";
import { deployWeb } from "./new-build.ts";
import { signInBrowser } from "./visitor.ts";

test("#104 a new version is offered and never loaded by itself; the page goes on with its own files meanwhile", async ({
  browser,
}) => {
  const web = await deployWeb();
  const world = await startWorld({ webDir: web.webDir });
  const { context, page, chat } = await signInBrowser(browser, world.url, "Ada", []);
  try {
    const { id } = await (await world.person("Ada")).dmWith(await world.person("Ben"));
    await chat.open(id);
    await keptShell(page);
    await expect(page.getByText("A new version is ready.")).toHaveCount(0);
    await chat.composer.fill("half a sen");
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));

    const formerFiles = await web.deployAnother();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(page.getByRole("status").getByText("A new version is ready.")).toBeVisible();
    expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
    await expect(chat.composer).toHaveValue("half a sen");
    await expect(chat.composer).toBeFocused();
    expect((await context.request.get(`${world.url}${formerFiles[0]}`)).status()).toBe(404);
    const answers = await page.evaluate(
      (files) => Promise.all(files.map(async (file) => (await fetch(file)).status)),
      formerFiles,
    );
    expect(answers).toEqual(formerFiles.map(() => 200));
    await chat.composer.press("Enter");
    await expect(chat.message("half a sen", "confirmed")).toBeVisible();

    await chat.composer.fill("another ha");
    await page.getByRole("button", { name: "Reload" }).click();
    await page.waitForFunction(() => !("isSamePage" in window));
    await expect(chat.composer).toHaveValue("another ha");
    expect(await page.locator('script[src*="/another-"]').count()).toBeGreaterThan(3);
    await keptShell(page);
    await expect(page.getByText("A new version is ready.")).toHaveCount(0);
  } finally {
    await context.close();
    await world.stop();
    await web.remove();
  }
});
