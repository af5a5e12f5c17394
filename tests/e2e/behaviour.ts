/**
 * What tests of single behaviours start from: one server for all of them, and in each test people that no other test knows.
 * A title cites the behaviours it proves by their numbers in docs/ui-behaviours.md: `"#8 new messages do not pull the view"`.
 */
import { startWorld, type World } from "@oschat/test-kit";
import { test as base, expect } from "@playwright/test";
import { addressOf, type Faults, signInBrowser, type Visitor, type VisitorOptions } from "./visitor.ts";

interface Shared {
  world: World;
}

interface Behaviour {
  /** The e-mail address that `name` has in this test. */
  addressOf(name: string): string;
  /** Somebody signs in, in a browser of their own: a new device each time. */
  arrive(name: string, options?: VisitorOptions): Promise<Visitor>;
  /** Somebody who has an account and may act by REST and socket, without a browser. */
  person(name: string): ReturnType<World["person"]>;
}

export const test = base.extend<Behaviour, Shared>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const world = await startWorld();
      await use(world);
      await world.stop();
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  addressOf: async ({}, use, { testId, retry }) => {
    await use((name) => addressOf(`${name}.${testId}.${retry}`));
  },
  person: async ({ world, addressOf: addressHere }, use) => {
    await use((name) => world.person(name, addressHere(name)));
  },
  arrive: async ({ browser, world, addressOf: addressHere }, use) => {
    const faults: Faults = [];
    const visitors: Visitor[] = [];
    await use(async (name, options) => {
      const visitor = await signInBrowser(browser, world.url, name, faults, { email: addressHere(name), ...options });
      visitors.push(visitor);
      return visitor;
    });
    await Promise.all(visitors.map(({ context }) => context.close()));
    expect(faults, "faults that nobody saw").toEqual([]);
  },
});

export { expect };
