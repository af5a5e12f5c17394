/** How messages look: formatting, links, code, directions, long words. */
import { expect, test } from "./behaviour.ts";
import { EVIL, hostileTexts } from "./hostile-text.ts";

const EVERYTHING = [
  "**bold**, *italic*, ~~gone~~ and `code`, and [the plan](https://plan.example/a/b)",
  "- milk\n- bread\n  1. white\n  2. dark",
  "> said before\n> in two lines",
  "# no heading\n| no | table |\n![no](https://images.example/x.png) <b>no HTML</b>",
].join("\n\n");

test("#64 #67 markup becomes elements, everything else stays as typed, and each piece has its own direction", async ({
  arrive,
  person,
}) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  await ben.say(id, EVERYTHING);
  await ben.say(id, "- hello\n- \u0645\u0631\u062d\u0628\u0627 abc\n\n\u0634\u0643\u0631\u0627 **abc**\nthank *you*");
  await ada.chat.open(id);
  const first = ada.chat.list.locator("[data-message]").first();
  await expect(first.locator("strong")).toHaveText("bold");
  await expect(first.locator("em")).toHaveText("italic");
  await expect(first.locator("s")).toHaveText("gone");
  await expect(first.locator("code")).toHaveText("code");
  await expect(first.locator("ul > li")).toHaveCount(2);
  await expect(first.locator("ul ol > li")).toHaveText(["white", "dark"]);
  await expect(first.locator("blockquote")).toHaveText("said before\nin two lines");
  await expect(first.locator("h1, table, img, b")).toHaveCount(0);
  await expect(first).toContainText("# no heading");
  await expect(first).toContainText("<b>no HTML</b>");
  const link = first.getByRole("link", { name: /the plan/ });
  await expect(link, "where it leads is seen").toHaveText("the plan (plan.example)");
  await expect(link).toHaveAttribute("href", "https://plan.example/a/b");
  await expect(link).toHaveAttribute("rel", /noopener.*nofollow/);

  const second = ada.chat.list.locator("[data-message]").nth(1);
  const directions = await second
    .locator("li")
    .evaluateAll((items) => items.map((li) => getComputedStyle(li).direction));
  expect(directions).toEqual(["ltr", "rtl"]);
  const starts = await second
    .locator("div[dir=auto]")
    .last()
    .evaluate((block) => {
      const before = (element: Element | null) => {
        const range = document.createRange();
        range.selectNodeContents(element?.previousSibling as Node);
        return [...range.getClientRects()].at(-1)?.left ?? 0;
      };
      const [strong, em] = [block.querySelector("strong"), block.querySelector("em")];
      return [strong, em].map((one) => before(one) > (one?.getBoundingClientRect().left ?? 0));
    });
  expect(starts, "a line in Arabic begins at the right, the next at the left").toEqual([true, false]);
});

test("#65 a code block scrolls by itself, is coloured without moving, and copies with a word of it", async ({
  arrive,
  person,
}) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await ben.dmWith(await person("Ada"));
  const code = `const greeting = "hello"; // ${"long ".repeat(60)}\nreturn 42;`;
  await ben.say(id, `Look:\n\`\`\`ts\n${code}\n\`\`\``);
  const me = await person("Ada");
  const { id: other } = await me.groupWith("Warm");
  await me.say(other, "**formatted**");
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await ada.chat.open(other);
  await expect(ada.chat.list.locator("strong"), "the parser is there, the colours are not").toBeVisible();
  await ada.page.route("**/_next/static/**", async (route) => {
    await held;
    await route.continue();
  });
  await ada.chat.select("Ben");
  const block = ada.chat.list.locator("[data-code]");
  await expect(block).toBeVisible();
  await expect(block).toContainText("ts");
  const box = () => block.evaluate((element) => JSON.stringify(element.getBoundingClientRect()));
  const before = await box();
  release();
  await expect(block.locator("pre span").first()).toBeVisible();
  expect(await box(), "colours move nothing").toBe(before);
  const colours = await block
    .locator("pre span")
    .evaluateAll((spans) => [...new Set(spans.map((span) => getComputedStyle(span).color))]);
  expect(colours.length).toBeGreaterThan(3);

  const widths = await block.locator("pre").evaluate((pre) => [pre.scrollWidth, pre.clientWidth]);
  expect(widths[0]).toBeGreaterThan(widths[1] ?? 0);
  await block.getByRole("button", { name: "Copy" }).click();
  await expect(block.getByRole("button", { name: "Copied" })).toBeVisible();
  await expect(ada.page.getByRole("status").filter({ hasText: "Copied" }).first()).toBeAttached();
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe(code);
});

test("#64 nothing goes sideways at 320 pixels", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  const long = "x".repeat(400);
  for (const text of [
    long,
    `https://e.example/${long}`,
    `\`${long}\``,
    `\`\`\`\n${long}\n\`\`\``,
    `> **${long}**`,
    `- ${long}`,
  ]) {
    await ben.say(id, text);
  }
  await ada.page.setViewportSize({ width: 320, height: 640 });
  await ada.chat.open(id);
  await expect(ada.chat.list.locator("[data-message]").last()).toBeVisible();
  const wide = await ada.page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => element.closest("pre") === null && !element.matches(".sr-only, .sr-only *"))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(wide).toEqual([]);
  expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const sideways = await ada.chat.list.evaluate(({ parentElement }) => {
    if (parentElement !== null) parentElement.scrollLeft = 50;
    return parentElement?.scrollLeft;
  });
  expect(sideways).toBe(0);
});

test("#66 a message of nothing but emoji is large", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  for (const text of ["\u{1f389}\u{1f44d}\u{1f3fd}", "\u{1f389} well done"]) await ben.say(id, text);
  await ada.chat.open(id);
  const sizes = ada.chat.list.locator("[data-message] [dir=auto]");
  await expect(sizes).toHaveCount(2);
  const [large, usual] = await sizes.evaluateAll((bodies) =>
    bodies.map((body) => parseFloat(getComputedStyle(body).fontSize)),
  );
  expect(large).toBe(32);
  expect(usual).toBe(15);
});

test("{G1, G2} #64 hostile text with markup around it runs nothing, asks nobody and links nowhere unsafe", async ({
  arrive,
  person,
}) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  const { id } = await ben.dmWith(await person("Ada"));
  const texts = hostileTexts().filter((_, index) => index % 7 === 0);
  const batches: string[] = [];
  for (let start = 0; start < texts.length; start += 12) {
    batches.push(
      texts
        .slice(start, start + 12)
        .map((text) => `**x** ${text}\n[x](${text})\n> ${text}\n- ${text}`)
        .join("\n\n"),
    );
  }
  for (const batch of batches) await ben.say(id, batch.slice(0, 3_900));
  const asked: string[] = [];
  await ada.page.exposeFunction("pwned", () => asked.push("pwned"));
  ada.page.on("request", (request) => {
    if (request.url().startsWith(EVIL)) asked.push(request.url());
  });
  await ada.chat.open(id);
  await expect(ada.chat.list.locator("strong").first()).toBeVisible();
  const scroller = ada.chat.list.locator("..");
  const unsafe: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    unsafe.push(
      ...(await ada.chat.list.evaluate((list) =>
        [
          ...list.querySelectorAll(
            "a, img, script, iframe, svg:not(.lucide), object, embed, form, style, link, base, meta, input, video, audio",
          ),
        ]
          .filter((element) => !(element instanceof HTMLAnchorElement && /^(https?|mailto):/.test(element.href)))
          .map((element) => element.outerHTML.slice(0, 200)),
      )),
    );
    const isAtTop = await scroller.evaluate((element) => {
      element.scrollTop -= element.clientHeight / 2;
      return element.scrollTop === 0;
    });
    await ada.page.evaluate(() => new Promise(requestAnimationFrame));
    if (isAtTop) break;
  }
  expect(unsafe).toEqual([]);
  expect(asked).toEqual([]);
});

test("#29 how far a message has come stands at the end of its last line, also of a list and a quote", async ({
  arrive,
  person,
}) => {
  const { id } = await (await person("Ada")).dmWith(await person("Ben"));
  const { chat } = await arrive("Ada");
  await chat.open(id);
  for (const [text, last] of [
    ["plain words", "plain words"],
    ["- one\n- two", "two"],
    ["> what was said", "what was said"],
  ] as const) {
    await chat.composer.fill(text);
    await chat.composer.press("Control+Enter");
    const row = chat.list.locator('[data-state="confirmed"]').last();
    await expect(row).toContainText(last);
    const [words, mark] = [await row.getByText(last).boundingBox(), await row.getByTitle("Sent").boundingBox()];
    const middle = (box: typeof words) => (box?.y ?? 0) + (box?.height ?? 0) / 2;
    expect(Math.abs(middle(words) - middle(mark)), text).toBeLessThan(8);
  }
});
