/** A person at a browser of their own, signed in. */
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { ChatPage } from "./chat-page.ts";

export interface Visitor {
  context: BrowserContext;
  page: Page;
  chat: ChatPage;
  /** Another tab of the same browser. */
  anotherTab(): Promise<ChatPage>;
}

/** What went wrong in a page without anybody seeing it. */
export type Faults = string[];

export function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
}

export interface VisitorOptions extends BrowserContextOptions {
  /** Made of the name, if none is given. */
  email?: string;
}

/** Opens a browser and signs in; the chat is not opened yet. */
export async function signInBrowser(
  browser: Browser,
  url: string,
  name: string,
  faults: Faults,
  { email, ...options }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext(options);
  watch(context, faults);
  await signIn(context, url, name, email);
  const newTab = async () => new ChatPage(await context.newPage(), url);
  const chat = await newTab();
  return { context, page: chat.page, chat, anotherTab: newTab };
}

/** Gives the browser a session, as the sign-in page would. */
export async function signIn(
  context: BrowserContext,
  url: string,
  name: string,
  email: string = addressOf(name),
): Promise<void> {
  const data = { name, email };
  const answer = await context.request.post(new URL("/auth/local", url).href, { data, headers: { origin: url } });
  expect(answer.status()).toBe(200);
}

/** Takes the network away, and waits until the page says so. */
export async function goOffline({ context, page }: Pick<Visitor, "context" | "page">): Promise<void> {
  await context.setOffline(true);
  await expect(page.getByRole("main").getByText("You're offline.")).toBeVisible();
}

/** Notes exceptions nobody caught, and what the content security policy refused. */
export function watch(context: BrowserContext, faults: Faults): void {
  context.on("weberror", (error) => faults.push(String(error.error().stack ?? error.error())));
  context.on("console", (message) => {
    if (/Content Security Policy|Minified React error|hydrat/i.test(message.text())) faults.push(message.text());
  });
}
