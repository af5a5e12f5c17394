/**
 * Where the web app is measured: the built app on the built server, somebody with very many conversations and some very long ones, and a
 * Chromium that can be slowed down.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@oschat/server/database/loopback-port";
import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { CHROMIUM } from "../../tests/e2e/chromium.ts";
import type { Bench } from "../kit/benchmark.ts";

const PEERS = 100;
const SHORT_HISTORY = 30;
const LONG_CONVERSATIONS = 3;

export interface Stage {
  readonly url: string;
  readonly debuggingPort: number;
  readonly conversations: number;
  readonly longHistory: number;
  /** The conversations with long histories: the most recently active. */
  readonly longIds: readonly string[];
  /** Signed in, with an empty device. */
  readonly context: BrowserContext;
  /** A page with the chat open and everything on this device; `conversationId` is shown. */
  openChat(conversationId?: string): Promise<Page>;
  close(): Promise<void>;
}

export async function setStage(bench: Bench): Promise<Stage> {
  const conversations = bench.scaled(1_000, 20);
  const longHistory = bench.scaled(10_000, 300);
  const { url: databaseUrl, arrange } = await bench.database();
  const people = await arrange.people(PEERS + 1);
  const [me, ...others] = people.map(({ id }) => id);
  if (me === undefined) throw new Error("nobody to measure for");
  const ids = await arrange.groups(
    Array.from({ length: conversations }, (_, index) => [me, ...threeOf(others, index)]),
  );
  const longIds = ids.slice(0, LONG_CONVERSATIONS);
  await arrange.messages(ids.slice(LONG_CONVERSATIONS), SHORT_HISTORY, 3);
  await arrange.messages(longIds, longHistory);
  const server = await bench.product(databaseUrl);

  const url = `http://localhost:${server.port}`;
  const profile = await mkdtemp(join(tmpdir(), "oschat-bench-browser-"));
  const debuggingPort = await freePort();
  const context = await chromium.launchPersistentContext(profile, {
    ...CHROMIUM,
    args: [...CHROMIUM.args, `--remote-debugging-port=${debuggingPort}`],
    viewport: { width: 1280, height: 800 },
  });
  const answer = await context.request.post(`${url}/auth/local`, {
    data: { name: "Person", email: `${me}@example.com` },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`the sign-in answered ${answer.status()}`);
  return {
    url,
    debuggingPort,
    conversations,
    longHistory,
    longIds,
    context,
    async openChat(conversationId) {
      const page = await context.newPage();
      await page.goto(`${url}/chat${conversationId === undefined ? "" : `?c=${conversationId}`}`);
      await page.getByRole("navigation", { name: "Conversations" }).getByRole("link").first().waitFor();
      if (conversationId !== undefined) await page.locator("[data-message]").first().waitFor();
      return page;
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function threeOf(ids: readonly string[], from: number): string[] {
  return [0, 1, 2].map((step) => ids[(from + step) % ids.length] ?? "");
}

/** Chromium's own way to make the processor look this many times slower. */
export async function slowDown(page: Page, rate: number): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
  return devtools;
}
