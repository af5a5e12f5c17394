/** What every journey starts from: a server with a database of its own, and people who arrive at it with their browsers. */
import { startWorld, type World } from "@oschat/test-kit";
import { test as base, expect } from "@playwright/test";
import { signInBrowser, type Visitor } from "./visitor.ts";

interface Journey {
  world: World;
  /** Somebody signs in, in a browser of their own. */
  arrive(name: string): Promise<Visitor>;
}

export const test = base.extend<Journey>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  world: async ({}, use) => {
    const world = await startWorld();
    await use(world);
    await world.stop();
  },
  arrive: async ({ browser, world }, use) => {
    const faults: string[] = [];
    const visitors: Visitor[] = [];
    await use(async (name) => {
      const visitor = await signInBrowser(browser, world.url, name, faults);
      visitors.push(visitor);
      return visitor;
    });
    await Promise.all(visitors.map(({ context }) => context.close()));
    expect(faults, "faults that nobody saw").toEqual([]);
  },
});

export { expect };
