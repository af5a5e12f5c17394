/** Ends that leave a page no time to do anything: its process is killed, or the whole browser's. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { until } from "@oschat/test-kit";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { CHROMIUM } from "./chromium.ts";

/** The page's process dies, as it does when the system runs out of memory. */
export async function killTab(page: Page): Promise<void> {
  const crashed = page.waitForEvent("crash");
  const devtools = await page.context().newCDPSession(page);
  // It never answers.
  devtools.send("Page.crash").catch(() => undefined);
  await crashed;
  await page.close();
}

export interface MortalBrowser {
  context: BrowserContext;
  kill(): Promise<void>;
}

/** @param profile the folder in which the browser keeps everything, over its death */
export async function startMortalBrowser(profile: string): Promise<MortalBrowser> {
  const program = CHROMIUM.executablePath ?? chromium.executablePath();
  const flags = [...CHROMIUM.args, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const leader = spawn(program, flags, { stdio: "ignore", detached: true });
  const portFile = join(profile, "DevToolsActivePort");
  const readPort = async () => {
    const text = await readFile(portFile, "utf8").catch(() => "");
    return text.split("\n")[0] || null;
  };
  const port = await until(readPort, "the browser listens", 30_000);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error("the browser has no profile open");
  return {
    context,
    async kill() {
      await killGroup(leader);
      await rm(portFile, { force: true });
    },
  };
}

/** The browser with all its processes, at once. */
async function killGroup(leader: ChildProcess): Promise<void> {
  if (leader.pid === undefined) throw new Error("the browser did not start");
  const ended = once(leader, "exit");
  process.kill(-leader.pid, "SIGKILL");
  await ended;
}
