/** One random action of a person, by what the page offers. */
import type { Page } from "@playwright/test";
import type { Device, Stage } from "./stage.ts";

/** Longer than a draft takes to be saved. */
const SAVED_MS = 600;

type Act = (stage: Stage, at: { device: Device; page: Page; name: string }) => Promise<string | null>;

const rowOf = (page: Page, id: string) => page.locator(`nav [data-conversation-id="${id}"]`);
const composerOf = (page: Page) => page.getByRole("textbox", { name: /^Message / });
const openedIn = (page: Page) => new URL(page.url()).searchParams.get("c");

const open: Act = async ({ random, conversationIds }, { page }) => {
  const id = random.pick(conversationIds) ?? "";
  await rowOf(page, id).click();
  await composerOf(page).waitFor();
  return `opens ${short(id)}`;
};

const send: Act = async ({ sent }, { device, page, name }) => {
  const id = openedIn(page);
  if (id === null) return null;
  const text = `sent-${sent.length} by ${name}`;
  await composerOf(page).fill(text);
  await composerOf(page).press("Enter");
  sent.push(text);
  device.drafts.delete(id);
  return `sends to ${short(id)}`;
};

const draft: Act = async ({ random, log }, { device, page }) => {
  const id = openedIn(page);
  if (id === null) return null;
  const text = random.below(4) === 0 ? "" : `draft-${log.length}.`;
  await composerOf(page).fill(text);
  device.drafts.set(id, text);
  return `writes "${text}" in ${short(id)}`;
};

/** Entry 0 marks as unread or as read, 1 mutes or unmutes. */
const menu =
  (entry: number): Act =>
  async ({ random, conversationIds }, { page }) => {
    const id = random.pick(conversationIds) ?? "";
    await rowOf(page, id).click({ button: "right" });
    const item = page.getByRole("menuitem").nth(entry);
    const label = await item.textContent();
    await item.click();
    await page.getByRole("menu").waitFor({ state: "detached" });
    return `${label}: ${short(id)}`;
  };

const network: Act = async (_, { device }) => {
  device.isOnline = !device.isOnline;
  await device.context.setOffline(!device.isOnline);
  return device.isOnline ? "is online" : "is offline";
};

const reload: Act = async (_, { device, page }) => {
  if (!device.isOnline) return null;
  await page.waitForTimeout(SAVED_MS);
  await page.reload();
  await page.locator("nav [data-conversation-id]").first().waitFor();
  if (openedIn(page) !== null) await composerOf(page).waitFor();
  return "reloads";
};

const hear: Act = async ({ random, others, log }) => {
  const other = random.pick(others);
  const id = random.pick(other?.conversationIds ?? []);
  if (other === undefined || id === undefined) return null;
  for (let count = random.below(3); count >= 0; count -= 1) await other.person.say(id, `news ${log.length}`);
  return `hears from ${other.person.name} in ${short(id)}`;
};

const look: Act = async (_, { page }) => {
  await page.waitForTimeout(SAVED_MS);
  return "looks";
};

const ACTS: readonly Act[] = [
  ...[open, open, open, send, send, send, hear, hear, hear, hear],
  ...[menu(0), menu(0), menu(0), menu(1), draft, draft, look, network, reload],
];

export async function happen(stage: Stage): Promise<void> {
  const { random, devices, log } = stage;
  const places = devices.flatMap((device, index) =>
    device.pages.map((page, tab) => ({ device, page, name: `${["laptop", "phone"][index]}/${tab + 1}` })),
  );
  for (;;) {
    const at = random.pick(places);
    const act = random.pick(ACTS);
    const done = at === undefined || act === undefined ? null : await act(stage, at);
    if (done === null) continue;
    log.push(`${at?.name} ${done}`);
    return;
  }
}

export async function everybodyOnline({ devices }: Stage): Promise<void> {
  for (const device of devices) {
    device.isOnline = true;
    await device.context.setOffline(false);
  }
}

function short(id: string): string {
  return id.slice(-4);
}
