/** Acceptance criterion D: whoever was away has every missed message afterwards, in order, once. */
import type { Person } from "@oschat/test-kit";
import { expect, test } from "./journey.ts";
import { goOffline } from "./visitor.ts";

const AMOUNTS = [5, 250];

function missedTexts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `missed ${index + 1}`);
}

async function sayAll(person: Person, conversationId: string, texts: string[]): Promise<void> {
  for (const text of texts) await person.say(conversationId, text);
}

for (const count of AMOUNTS) {
  const texts = missedTexts(count);
  const expected = ["seen before", ...texts];

  test(`D: [S2, S5] ${count} messages missed while the browser was offline are there when it is back`, async ({
    world,
    arrive,
  }) => {
    const ada = await world.person("Ada");
    const bob = await arrive("Bob");
    const { id } = await ada.dmWith(await world.person("Bob"));
    await ada.say(id, "seen before");
    await bob.chat.open(id);
    await expect(bob.chat.message("seen before")).toBeVisible();

    await goOffline(bob);
    await sayAll(ada, id, texts);
    expect(await bob.chat.texts()).toEqual(["seen before"]);
    await bob.context.setOffline(false);
    await expect(bob.chat.row("Ada")).toContainText(`missed ${count}`);
    expect(await bob.chat.texts()).toEqual(expected);
  });

  test(`D: [O2, S3] ${count} messages missed while the tab was closed are there when it is opened again`, async ({
    world,
    arrive,
  }) => {
    const ada = await world.person("Ada");
    const bob = await arrive("Bob");
    const { id } = await ada.dmWith(await world.person("Bob"));
    await ada.say(id, "seen before");
    await bob.chat.open(id);
    await expect(bob.chat.message("seen before")).toBeVisible();

    await bob.page.close();
    await sayAll(ada, id, texts);
    const reopened = await bob.anotherTab();
    await reopened.open(id);
    await expect(reopened.row("Ada")).toContainText(`missed ${count}`);
    expect(await reopened.texts()).toEqual(expected);
  });

  test(`D: [S2, S5] ${count} messages missed while the server was restarted in between are there afterwards`, async ({
    world,
    arrive,
  }) => {
    const ada = await world.person("Ada");
    const bob = await arrive("Bob");
    const { id } = await ada.dmWith(await world.person("Bob"));
    await ada.say(id, "seen before");
    await bob.chat.open(id);
    await expect(bob.chat.message("seen before")).toBeVisible();

    await goOffline(bob);
    const half = Math.ceil(count / 2);
    await sayAll(ada, id, texts.slice(0, half));
    await world.restart();
    await sayAll(ada, id, texts.slice(half));
    await bob.context.setOffline(false);
    await expect(bob.chat.row("Ada")).toContainText(`missed ${count}`);
    expect(await bob.chat.texts()).toEqual(expected);
  });
}
