/** Every view and state through axe, on a desktop and on a phone, with the contrast in all three themes. */
import type { BrowserContextOptions } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./behaviour.ts";
import { goOffline } from "./visitor.ts";

const DEVICES: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" },
};

for (const [device, options] of Object.entries(DEVICES)) {
  test(`#124 #120 on a ${device}, axe finds nothing wrong before anybody has signed in, nor where there is no page`, async ({
    browser,
    world,
  }) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(world.url);
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
    await expectAccessible(page, "sign-in");
    await page.goto(`${world.url}/auth/callback?error=access_denied`);
    await expect(page.getByRole("alert").first()).toBeVisible();
    await expectAccessible(page, "sign-in that failed");
    await page.goto(`${world.url}/nowhere`);
    await expect(page.getByRole("heading")).toBeVisible();
    await expectAccessible(page, "not found");
    await context.close();
  });

  test(`#124 #135 on a ${device}, axe finds nothing wrong with an empty chat, its menus and dialogs`, async ({
    arrive,
  }) => {
    const { page, chat } = await arrive("Ada", options);
    await chat.open();
    await expectAccessible(page, "no conversation");
    await page.getByRole("button", { name: "New message" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "menu of new conversations");
    await page.getByRole("menuitem", { name: "New direct message" }).click();
    const email = page.getByRole("textbox", { name: "E-mail" });
    await email.fill("nobody@example.com");
    await email.press("Enter");
    await expect(email).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page, "new direct message, refused");
    await page.keyboard.press("Escape");
    await expect(email).toBeHidden();
    await page.getByRole("button", { name: "New message" }).click();
    await page.getByRole("menuitem", { name: "New group" }).click();
    await expect(page.getByRole("textbox", { name: "Group name" })).toBeVisible();
    await expectAccessible(page, "new group");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await chat.account.click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "account menu");
    await page.getByRole("menuitem", { name: "Sessions" }).click();
    await expect(page.getByRole("dialog").getByText("This device")).toBeVisible();
    await expectAccessible(page, "sessions");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("Control+,");
    await expect(page.getByRole("slider")).toBeVisible();
    await expectAccessible(page, "settings");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, "switcher");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("Control+/");
    await expect(page.getByRole("dialog").getByRole("heading").first()).toBeVisible();
    await expectAccessible(page, "shortcuts");

    await page.route("**/auth/verify", (route) => route.abort());
    await page.evaluate(() => localStorage.clear());
    await page.goto("about:blank");
    await chat.page.goto(chat.address);
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    await expectAccessible(page, "chat that could not be opened");
  });

  test(`#124 on a ${device}, axe finds nothing wrong with a conversation, its details and what they ask`, async ({
    arrive,
    person,
  }) => {
    const ben = await person("Ben");
    const { id } = await ben.groupWith("Launch week", await person("Ada"), await person("Cyd"));
    await ben.say(
      id,
      "Look at https://example.org and\n\n- one\n- two\n\n`code`\n\n```ts\nconst one = 1;\n```\n\n> quoted",
    );
    await ben.say(id, "😀");
    const { page, chat, context } = await arrive("Ada", options);
    await chat.open();
    await expect(chat.row("Launch week")).toBeVisible();
    await expectAccessible(page, "list");
    await chat.select("Launch week");
    await chat.composer.fill("My own");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(chat.message("My own", "confirmed")).toBeVisible();
    await expectAccessible(page, "conversation");
    if (device === "desktop") {
      // A phone's own keyboard has them.
      await page.getByRole("toolbar").getByRole("button", { name: "Emoji" }).click();
      await expect(page.getByRole("dialog", { name: "Emoji" }).getByRole("gridcell").first()).toBeVisible();
      await expectAccessible(page, "emoji picker");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    }
    await page.getByRole("button", { name: "Find in this conversation" }).click();
    await page.getByRole("search").getByRole("textbox").fill("own");
    await expect(page.getByRole("search").getByRole("status")).toHaveText(/^1 of 1/);
    await expectAccessible(page, "finding");
    await page.getByRole("search").getByRole("button", { name: "Close" }).click();
    const details = await chat.openDetails();
    await expect(details.getByRole("listitem")).toHaveCount(3);
    await expectAccessible(page, "details");
    await details.getByRole("button", { name: "Leave group" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await expectAccessible(page, "question");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("alertdialog")).toBeHidden();
    await page.goBack();
    await goOffline({ context, page });
    await chat.composer.fill("Later");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(chat.message("Later")).toBeVisible();
    await expectAccessible(page, "offline");
  });
}

test("#125 at 320 pixels, as at 400 %, nothing is lost to the side; text may be spaced out", async ({
  arrive,
  person,
}) => {
  const ben = await person("Ben");
  const ada = await person("Ada");
  const { id } = await ada.groupWith("A group with quite a long name", ben);
  await ben.say(id, `An_unbroken_line_${"x".repeat(200)}`);
  const { page, chat } = await arrive("Ada", { viewport: { width: 320, height: 256 } });
  const spaced =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }";
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await chat.open();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await chat.open(id);
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, spaced);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await expect(chat.composer).toBeInViewport({ ratio: 1 });
  await chat.openDetails();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Rename group" }).scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Rename group" }).click();
  const rename = page.getByRole("dialog").getByRole("button", { name: "Rename" });
  await rename.scrollIntoViewIfNeeded();
  await expect(rename).toBeInViewport({ ratio: 1 });
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test("#124 whatever Tab reaches wears a ring that is seen", async ({ arrive, person }) => {
  const ben = await person("Ben");
  const { id } = await ben.groupWith("Launch week", await person("Ada"));
  await ben.say(id, "Hello");
  const { page, chat } = await arrive("Ada", { reducedMotion: "reduce" });
  await chat.open(id);
  await chat.openDetails();
  const bare: string[] = [];
  const seen = new Set<string>();
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const name = `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.slice(0, 30)}`;
      const sample = document.body.appendChild(document.createElement("i"));
      sample.className = "text-accent";
      const accent = getComputedStyle(sample).color;
      sample.remove();
      const own = getComputedStyle(element);
      // A field's card may wear the accent as its line, a separator as its middle.
      const card = element.closest(".spoken") ?? element;
      const lines = [getComputedStyle(card).borderTopColor, getComputedStyle(element, "::after").backgroundColor];
      const hasOutline = own.outlineStyle !== "none" && own.outlineWidth !== "0px";
      return { name, isRinged: hasOutline || lines.includes(accent) };
    });
    if (reached === null) continue;
    seen.add(reached.name);
    if (!reached.isRinged) bare.push(reached.name);
  }
  expect(seen.size).toBeGreaterThan(8);
  expect([...new Set(bare)]).toEqual([]);
});

test("#126 motion stops for who wants none; forced colours keep the chosen row and the fields apart", async ({
  arrive,
  person,
}) => {
  const ben = await person("Ben");
  await ben.say((await ben.dmWith(await person("Ada"))).id, "Hello");
  const { page, chat } = await arrive("Ada", { reducedMotion: "reduce", forcedColors: "active" });
  await chat.open();
  await chat.select("Ben");
  const outline = await chat.row("Ben").evaluate((row) => getComputedStyle(row).outlineStyle);
  expect(outline).not.toBe("none");
  await page.keyboard.press("Control+,");
  const longest = await page.getByRole("dialog").evaluate((dialog) => {
    const all = [dialog, ...dialog.querySelectorAll("*")].map((element) => getComputedStyle(element));
    return Math.max(
      ...all.flatMap((style) =>
        `${style.transitionDuration},${style.animationDuration}`.split(",").map(Number.parseFloat),
      ),
    );
  });
  expect(longest).toBeLessThan(0.001);
  const [chosen, other] = await Promise.all(
    ["#setting-density-cozy", "#setting-density-compact"].map((id) =>
      page.locator(`label:has(${id})`).evaluate((label) => getComputedStyle(label).backgroundColor),
    ),
  );
  expect(chosen).not.toBe(other);
});
