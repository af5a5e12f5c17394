/** Words of any length fit; what is not for people is not among them. */
import type { Page } from "@playwright/test";
import { expect, test } from "./behaviour.ts";

/** Pieces of text that reach out of what cuts them off, where no dots say so, or out of the button they stand on. */
function clippedText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? "";
      const holder = node.parentElement;
      if (words === "" || holder === null || !holder.checkVisibility({ visibilityProperty: true })) continue;
      if (holder.closest(".sr-only, script, style, [aria-hidden=true]") !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right } = range.getBoundingClientRect();
      for (let above: HTMLElement | null = holder; above !== null; above = above.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(above);
        if (textOverflow === "ellipsis" || /auto|scroll/.test(overflowX)) break;
        const box = above.getBoundingClientRect();
        const isEdge = /hidden|clip/.test(overflowX) || above.matches("button, label, body");
        if (isEdge && (right > box.right + 1 || left < box.left - 1)) {
          found.push(`${words} in <${above.tagName.toLowerCase()} class="${above.className.slice(0, 60)}">`);
          break;
        }
      }
    }
    return found;
  });
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test(`#137 words two fifths longer fit, at ${viewport.width} pixels`, async ({ arrive, person, world }) => {
    const ben = await person("Ben");
    const ada = await person("Ada");
    const { id } = await ada.groupWith("Launch week", ben);
    await ben.say(id, "Hello");
    const { page, context } = await arrive("Ada", { viewport, reducedMotion: "reduce" });
    const visit = async (address: string) => {
      await page.goto(`${world.url}${address}`);
      await expect(page.locator("html")).not.toHaveAttribute("data-words");
    };
    await visit("/chat?pseudo=1");
    await expect(page.getByRole("button", { name: /^\[.*~/ }).last()).toBeVisible();
    expect(await clippedText(page), "list").toEqual([]);
    await page.getByRole("button", { name: /Åççöüñt/ }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    expect(await clippedText(page), "account menu").toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+,");
    await expect(page.getByRole("slider")).toBeVisible();
    expect(await clippedText(page), "settings").toEqual([]);
    await visit(`/chat?c=${id}&pseudo=1`);
    await expect(page.locator("[data-message]")).toBeVisible();
    expect(await clippedText(page), "conversation").toEqual([]);
    await visit(`/chat?c=${id}&details=1&pseudo=1`);
    await expect(page.getByRole("complementary").getByRole("listitem")).toHaveCount(2);
    expect(await clippedText(page), "details").toEqual([]);
    await context.clearCookies();
    await visit("/?pseudo=1");
    await expect(page.getByRole("textbox")).toHaveCount(2);
    expect(await clippedText(page), "sign-in").toEqual([]);
  });
}

test("#137 in Arabic the list stands on the right, and neither names nor labels are in English", async ({
  arrive,
  person,
  world,
}) => {
  const { page } = await arrive("Ada", { locale: "ar-EG", reducedMotion: "reduce" });
  const ben = await person("Ben");
  const { id } = await ben.groupWith("Launch week", await person("Ada"));
  await ben.say(id, "Hello");
  await page.goto(`${world.url}/chat?c=${id}&details=1`);
  await expect(page.locator("[data-message]")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  const [list, main] = [await page.getByRole("navigation").boundingBox(), await page.getByRole("main").boundingBox()];
  expect(list?.x ?? 0).toBeGreaterThan(main?.x ?? 0);
  const latin = await page.evaluate(() =>
    [...document.querySelectorAll("[aria-label], [placeholder]")]
      .filter((element) => !element.matches("[data-message]"))
      .flatMap((element) => [element.getAttribute("aria-label") ?? "", element.getAttribute("placeholder") ?? ""])
      .map((label) => label.replace(/Launch week|Ada|Ben|Esc|oschat|UTC|Ctrl|Shift/g, ""))
      .filter((label) => /[a-z]{3,}/i.test(label)),
  );
  expect(latin).toEqual([]);
});

test("#67 a name too long for its line loses its end, also where lines run the other way", async ({
  arrive,
  person,
}) => {
  const { page, chat } = await arrive("Ada", { locale: "ar-EG", viewport: { width: 900, height: 700 } });
  const title = "Everybody who helps with the long summer festival by the river and its many small stages";
  const { id } = await (await person("Ben")).groupWith(title, await person("Ada"));
  await page.goto(`${chat.address}?c=${id}`);
  const row = page.getByRole("navigation").getByText(title, { exact: true });
  for (const name of [row, page.getByRole("heading", { level: 1 }).getByText(title, { exact: true })]) {
    const [start, end] = await name.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const words = element.firstChild;
      const isInside = (at: number) => {
        const range = document.createRange();
        range.setStart(words as Node, at);
        range.setEnd(words as Node, at + 1);
        const { left, right } = range.getBoundingClientRect();
        return left >= box.left - 1 && right <= box.right + 1;
      };
      return [isInside(0), isInside((words?.nodeValue?.length ?? 1) - 1)];
    });
    expect({ start, end }).toEqual({ start: true, end: false });
  }
});

test("the gallery of components is no page of what is built", async ({ world }) => {
  expect((await fetch(`${world.url}/gallery`)).status).toBe(404);
});
