/** The chat as a person sees and uses it: by names and roles, never by how it is made. */
import { expect, type Locator, type Page } from "@playwright/test";
import { readTimeline, type ShownMessage } from "./read-timeline.ts";

export class ChatPage {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Goes to the chat, or straight to one conversation, and waits until it can be written in. */
  async open(conversationId?: string): Promise<void> {
    const address = conversationId === undefined ? "/chat" : `/chat?c=${conversationId}`;
    await this.page.goto(new URL(address, this.url).href);
    if (conversationId === undefined) await expect(this.account).toBeVisible();
    else await expect(this.list).toBeVisible();
  }

  get address(): string {
    return new URL("/chat", this.url).href;
  }

  get account(): Locator {
    return this.page.getByRole("button", { name: /^Account: / });
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: /^Message / });
  }

  get list(): Locator {
    return this.page.getByRole("list", { name: "Messages" });
  }

  /** A conversation in the sidebar. */
  row(name: string): Locator {
    return this.page.getByRole("navigation", { name: "Conversations" }).getByRole("link").filter({ hasText: name });
  }

  async select(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(this.list).toBeVisible();
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** What this device has written down so far, a moment after it is on the screen. */
  kept(store: "outbox" | "drafts"): Promise<unknown[]> {
    return this.page.evaluate(async (store) => {
      const [{ name = "" } = {}] = await indexedDB.databases();
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const reading = database.transaction(store).objectStore(store).getAll();
      return new Promise<unknown[]>((resolve) => {
        reading.onsuccess = () => resolve(reading.result);
      }).finally(() => database.close());
    }, store);
  }

  /** A message on the screen; `state` narrows it to how far it has come. */
  message(text: string, state?: "queued" | "sending" | "sent" | "failed" | "confirmed"): Locator {
    const withState = state === undefined ? "" : `[data-state="${state}"]`;
    return this.list.locator(`[data-message]${withState}[aria-label*=${JSON.stringify(`: ${text}. `)}]`);
  }

  get deletedMessages(): Locator {
    return this.list.locator("[data-message]").filter({ hasText: "Message deleted" });
  }

  /** A sentence of the timeline about the conversation itself. */
  news(sentence: string): Locator {
    return this.list.getByRole("listitem").filter({ hasText: sentence });
  }

  /** Opens one of a message's actions. */
  async act(text: string, action: "Edit" | "Delete"): Promise<void> {
    const row = this.message(text);
    // A row that moves away from under the pointer is pointed at again, as anybody would.
    await expect(async () => {
      await this.page.mouse.move(0, 0);
      await row.hover();
      await row.getByRole("button", { name: action }).click({ timeout: 2_000 });
    }).toPass();
  }

  async startDm(email: string): Promise<void> {
    await this.begin("New direct message");
    await this.page.getByRole("textbox", { name: "E-mail" }).fill(email);
    await this.page.getByRole("button", { name: "Start chat" }).click();
    await expect(this.composer).toBeVisible();
  }

  async createGroup(title: string, emails: string[]): Promise<void> {
    await this.begin("New group");
    await this.page.getByRole("textbox", { name: "Group name" }).fill(title);
    const field = this.page.getByRole("textbox", { name: "Add people by e-mail" });
    for (const email of emails) {
      await field.fill(email);
      await field.press("Enter");
      await expect(field).toHaveValue("");
    }
    await this.page.getByRole("button", { name: "Create group" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  }

  async openDetails(): Promise<Locator> {
    await this.page.getByRole("button", { name: "Conversation details" }).click();
    const details = this.page.getByRole("complementary", { name: "Details" });
    await expect(details).toBeVisible();
    return details;
  }

  /** Chooses from the menu of a member in the open details. */
  async actOnMember(name: string, action: string): Promise<void> {
    await this.page.getByRole("button", { name: `Actions for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  async confirm(label: string): Promise<void> {
    await this.page
      .getByRole("alertdialog")
      .or(this.page.getByRole("dialog"))
      .getByRole("button", { name: label })
      .click();
  }

  /** The whole open conversation, from its first message to its last. */
  timeline(): Promise<ShownMessage[]> {
    return readTimeline(this.list);
  }

  async texts(): Promise<string[]> {
    return (await this.timeline()).map(({ text }) => text);
  }

  private async begin(what: string): Promise<void> {
    await this.page.getByRole("button", { name: "New message" }).click();
    await this.page.getByRole("menuitem", { name: what }).click();
  }
}
