/** What a browser makes of us: nothing that the policy refuses, and nothing of what hostile people write. */
import type { BrowserContext, Page } from "@playwright/test";
import { ChatPage } from "./chat-page.ts";
import { EVIL, hostileNames, hostileTexts } from "./hostile-text.ts";
import { expect, test } from "./journey.ts";
import { addressOf, signIn } from "./visitor.ts";

/** Everything that the content security policy refuses in any page, from its beginning. */
async function watchPolicy(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeFunction("noteViolation", (text: string) => violations.push(text));
  await context.addInitScript(() => {
    const { noteViolation } = window as unknown as { noteViolation(text: string): void };
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      noteViolation(`${location.pathname}: ${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return violations;
}

test("{G4} the policy allows no inline style or script, and refuses nothing that our pages do", async ({
  browser,
  world,
  arrive,
}) => {
  const bob = await arrive("Bob Kahn");
  await bob.chat.open();
  const context = await browser.newContext();
  const violations = await watchPolicy(context);
  const page = await context.newPage();
  const policies = new Map<string, string>();
  page.on("response", (response) => {
    const policy = response.headers()["content-security-policy"];
    if (policy !== undefined) policies.set(new URL(response.url()).pathname, policy);
  });

  await page.goto(world.url);
  await page.getByRole("textbox", { name: "Name" }).fill("Ada");
  await page.getByRole("textbox", { name: "E-mail" }).fill(addressOf("Ada"));
  await page.getByRole("button", { name: /Sign in|Start|Continue/ }).click();
  const chat = new ChatPage(page, world.url);
  await expect(chat.account).toBeVisible();
  await chat.startDm(addressOf("Bob Kahn"));
  await chat.write("Look at https://example.org");
  await expect(chat.message("Look at https://example.org", "confirmed")).toBeVisible();
  await chat.act("Look at https://example.org", "Edit");
  await page.keyboard.press("Escape");
  await chat.act("Look at https://example.org", "Delete");
  await chat.confirm("Delete");
  await chat.createGroup("Policy", [addressOf("Bob Kahn")]);
  await chat.openDetails();
  await page
    .getByRole("button", { name: /^Actions for / })
    .first()
    .click();
  await page.keyboard.press("Escape");
  await chat.account.click();
  await page.getByRole("menuitem", { name: /sessions|devices/i }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(`${world.url}/docs`);
  await page
    .getByRole("button", { name: /^GET.*\/me\b/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await page.goto(`${world.url}/nothing-here`);
  await context.close();

  expect(violations).toEqual([]);
  for (const path of ["/", "/chat", "/docs", "/nothing-here"]) {
    expect([path, policies.get(path)]).toEqual([path, expect.stringContaining("default-src 'none'")]);
    expect([path, policies.get(path)]).toEqual([path, expect.not.stringMatching(/unsafe-|\*(?!\.)|http:/)]);
  }
});

interface Trap {
  /** What ran, and where requests went that are not ours. */
  readonly sprung: string[];
}

/** A browser without our policy, in which nothing hostile goes unnoticed. */
async function setTrap(context: BrowserContext, url: string): Promise<Trap> {
  const sprung: string[] = [];
  await context.exposeFunction("pwned", (what: unknown) => sprung.push(`ran ${what}`));
  await context.route(
    (address) => address.origin !== url,
    (route) => {
      sprung.push(`asked ${route.request().url()}`);
      return route.abort();
    },
  );
  context.on("dialog", (dialog) => {
    sprung.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { sprung };
}

/** What no page of ours has. */
const FOREIGN =
  "iframe, object, embed, base, form[action], a[href^='javascript'], a[href^='data'], [onerror], [onload]";

async function expectClean(page: Page, trap: Trap): Promise<void> {
  expect(await page.locator(FOREIGN).count()).toBe(0);
  const protocols = await page
    .locator("a[href]")
    .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).protocol));
  expect(protocols.filter((protocol) => !["http:", "https:", "mailto:"].includes(protocol))).toEqual([]);
  expect(trap.sprung).toEqual([]);
}

test("{G1, G3} hostile text in messages, names, titles, addresses and pictures runs nothing and sends nothing, even without the policy", async ({
  browser,
  world,
}) => {
  const context = await browser.newContext({ bypassCSP: true, serviceWorkers: "block" });
  const trap = await setTrap(context, world.url);
  await signIn(context, world.url, "Victim");
  const victim = await world.person("Victim");
  const names = hostileNames();
  const villains = [];
  for (const [index, name] of names.entries()) {
    const villain = await world.person(`Villain ${index}`);
    // As no sign-in would store it: an uncleaned name, an address and a picture that are markup. No picture is taken from evil hosts.
    const picture = URL.canParse(name.slice(2)) && name.includes(EVIL) ? null : name.slice(2);
    await world.database.db
      .updateTable("users")
      .set({ name, email: `${name.replaceAll(/\s/g, "/")}${index}@example.com`, avatar_url: picture })
      .where("id", "=", villain.id)
      .execute();
    villains.push(villain);
  }
  const all = await victim.groupWith("Everybody");
  for (const { id } of villains) {
    await world.database.db
      .insertInto("conversation_members")
      .values({ conversation_id: all.id, user_id: id, role: "member" })
      .execute();
  }
  const texts = hostileTexts();
  const bodies = [];
  for (let from = 0; from < texts.length; from += 12) bodies.push(texts.slice(from, from + 12).join("\n"));
  for (const [index, body] of bodies.entries()) await villains[index % villains.length]?.say(all.id, body);
  for (const [index, title] of names.entries()) await villains[index]?.groupWith(title, victim);

  const page = await context.newPage();
  const chat = new ChatPage(page, world.url);
  await chat.open(all.id);
  await expect(chat.list).toBeVisible();
  expect((await chat.texts()).join("\n")).toContain(texts.at(-1));
  await chat.openDetails();
  await expectClean(page, trap);
  const rows = page.getByRole("navigation", { name: "Conversations" }).getByRole("link");
  for (let index = 0; index < Math.min(await rows.count(), 8); index += 1) {
    await rows.nth(index).click();
    await expect(chat.list).toBeVisible();
    await chat.list.getByRole("listitem").first().hover();
    await expectClean(page, trap);
  }
  console.log(`${texts.length} hostile texts, ${names.length} hostile names and titles`);

  // The trap works: as markup, the same text springs it.
  await page.evaluate((text) => document.body.insertAdjacentHTML("beforeend", text), texts.join("\n"));
  await expect.poll(() => trap.sprung.some((what) => what.startsWith("ran"))).toBe(true);
  await expect.poll(() => trap.sprung.some((what) => what.startsWith(`asked ${EVIL}`))).toBe(true);
  await context.close();
});
