/** What `npm run screenshots` takes pictures of: every main view and state, on a desktop and on a phone, in all themes and from right to left. */
const GROUP = "Launch week";
const NEWCOMER = { name: "Rosa Díaz", email: "rosa@example.com" };

const DARK = { colorScheme: "dark" };
const ARABIC = { kept: { language: "ar" } };
const PHONE = { isPhone: true };

/** `name` of the file, what is seen, and how; `show` brings it about, in the opened chat if not said otherwise. */
export const PICTURES = [
  { name: "sign-in", title: "Sign-in", at: "/", person: null, show: signInIsThere },
  { name: "conversation", title: "A conversation", show: openGroup },
  { name: "conversation-dark", title: "A conversation, dark", ...DARK, show: openGroup },
  {
    name: "conversation-contrast",
    title: "A conversation, high contrast",
    kept: { theme: "contrast" },
    show: openGroup,
  },
  {
    name: "conversation-compact",
    title: "A conversation, compact, with the fern accent",
    kept: { density: "compact", accent: "fern" },
    show: openGroup,
  },
  {
    name: "conversation-large-text",
    title: "A conversation with text of 20 pixels",
    kept: { "text-size": "20" },
    show: openGroup,
  },
  { name: "unread", title: "New messages since the last visit", show: openUnread },
  { name: "formatted", title: "Code, lists and quotes", show: openFormatted },
  { name: "formatted-dark", title: "Code, lists and quotes, dark", ...DARK, show: openFormatted },
  { name: "find", title: "Finding words in a conversation", show: findWords },
  { name: "emoji", title: "Choosing an emoji", show: openEmoji },
  { name: "details", title: "Details of a group", show: openDetails },
  { name: "details-dark", title: "Details of a group, dark", ...DARK, show: openDetails },
  { name: "message-actions", title: "Actions of a message", show: openMessageMenu },
  { name: "question", title: "A question before what cannot be undone", show: askToDelete },
  { name: "new-group", title: "A new group", show: newGroup },
  { name: "switcher", title: "Finding a conversation", show: (page) => openByKeys(page, "Control+k") },
  {
    name: "switcher-dark",
    title: "Finding a conversation, dark",
    ...DARK,
    show: (page) => openByKeys(page, "Control+k"),
  },
  { name: "settings", title: "Settings", show: (page) => openByKeys(page, "Control+,") },
  { name: "settings-dark", title: "Settings, dark", ...DARK, show: (page) => openByKeys(page, "Control+,") },
  { name: "account", title: "Account menu", show: openAccount },
  { name: "offline", title: "Without a network", show: goOffline },
  { name: "empty", title: "Before the first conversation", person: NEWCOMER, show: nothing },
  {
    name: "sign-in-failed",
    title: "A sign-in that failed",
    at: "/auth/callback?error=access_denied",
    person: null,
    show: (page) => page.getByRole("alert").first().waitFor(),
  },
  { name: "not-found", title: "Where there is no page", at: "/nowhere", person: null, show: nothing },
  { name: "conversation-rtl", title: "A conversation, from right to left", ...ARABIC, show: openGroup },
  { name: "details-rtl", title: "Details of a group, from right to left", ...ARABIC, show: openDetails },
  {
    name: "settings-rtl",
    title: "Settings, from right to left",
    ...ARABIC,
    show: (page) => openByKeys(page, "Control+,"),
  },
  { name: "phone-list", title: "The list on a phone", ...PHONE, show: nothing },
  { name: "phone-conversation", title: "A conversation on a phone", ...PHONE, show: openGroup },
  { name: "phone-conversation-dark", title: "A conversation on a phone, dark", ...PHONE, ...DARK, show: openGroup },
  { name: "phone-find", title: "Finding words on a phone", ...PHONE, show: findWords },
  { name: "phone-new-group", title: "A new group on a phone", ...PHONE, show: newGroup },
  {
    name: "phone-empty",
    title: "Before the first conversation, on a phone",
    ...PHONE,
    person: NEWCOMER,
    show: nothing,
  },
  { name: "phone-details", title: "Details on a phone", ...PHONE, show: openDetails },
  {
    name: "phone-settings-dark",
    title: "Settings on a phone, dark",
    ...PHONE,
    ...DARK,
    show: (page) => openByKeys(page, "Control+,"),
  },
  { name: "phone-sign-in", title: "Sign-in on a phone", ...PHONE, at: "/", person: null, show: signInIsThere },
  {
    name: "phone-list-rtl",
    title: "The list on a phone, from right to left",
    ...PHONE,
    ...ARABIC,
    show: nothing,
  },
];

/** It is there by itself. */
async function nothing() {}

async function openUnread(page) {
  await page.getByRole("link").filter({ hasText: "Engine room" }).click();
  await page.getByText("New messages").first().waitFor();
  await page.mouse.move(640, 28);
}

const FORMATTED = [
  "Three things before the release:\n\n- the **changelog**, which nobody has read\n- the `--dry-run` of the migration\n- [the checklist](https://example.com/checklist), *twice*",
  "> Two counters are the whole idea.\n\nThey are, and this is all of it:",
  "```ts\nexport function isNext(change: Change, cursor: number): boolean {\n  // Anything else waits, or is fetched.\n  return change.rev === cursor + 1;\n}\n```",
];

async function openFormatted(page) {
  await page.getByRole("link").filter({ hasText: "Edsger" }).click();
  const composer = page.getByRole("textbox", { name: /^Message / });
  await composer.waitFor();
  await page.locator("[data-message]").last().waitFor();
  if ((await page.getByText("Three things before").count()) === 0) {
    for (const text of FORMATTED) {
      await composer.fill(text);
      await composer.press("Enter");
    }
  }
  await page.locator('[data-state="confirmed"]').filter({ hasText: "isNext" }).waitFor();
  await page.mouse.move(640, 28);
  await page.waitForTimeout(2_000);
}

async function findWords(page) {
  await openGroup(page);
  await page.getByRole("button", { name: "Find in this conversation" }).click();
  await page.getByRole("search").getByRole("textbox").fill("on the");
  await page.getByRole("search").getByText(/^1 /).waitFor();
}

async function openEmoji(page) {
  await openGroup(page);
  await page.getByRole("toolbar").getByRole("button", { name: "Emoji" }).click();
  await page.getByRole("gridcell").first().waitFor();
}

async function signInIsThere(page) {
  await page.getByRole("textbox").first().waitFor();
}

async function openGroup(page) {
  await page.getByRole("link").filter({ hasText: GROUP }).click();
  await page.locator("[data-message]").last().waitFor();
  // Away from the row that was pressed, which shows its menu while it is pointed at.
  await page.mouse.move(640, 28);
  await page.waitForFunction(standsAtItsEnd);
}

/** In the page. */
function standsAtItsEnd() {
  const view = document.querySelector("[data-message]")?.closest("[role=list]")?.parentElement;
  return !view || view.scrollTop + view.clientHeight >= view.scrollHeight - 1;
}

async function openDetails(page) {
  await openGroup(page);
  await page.locator("main header button").last().click();
  await page.getByRole("complementary").getByRole("listitem").first().waitFor();
  await page.mouse.move(640, 28);
}

async function openMessageMenu(page) {
  await openGroup(page);
  const message = page.locator("[data-message]").filter({ hasText: "Looks good" }).last();
  await message.click({ button: "right" });
  await page.getByRole("menu").waitFor();
}

async function askToDelete(page) {
  await openGroup(page);
  await page.locator("[data-message]").last().click({ button: "right" });
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").waitFor();
}

async function newGroup(page) {
  await page.getByRole("button", { name: "New message" }).click();
  await page.getByRole("menuitem", { name: "New group" }).click();
  await page.getByRole("textbox", { name: "Group name" }).fill("Choir");
  await page.getByRole("textbox", { name: "Add people by e-mail" }).fill("grace@example.com");
  await page.waitForTimeout(600);
}

async function openByKeys(page, keys) {
  await page.keyboard.press(keys);
  await page.getByRole("dialog").waitFor();
}

async function openAccount(page) {
  await page.getByRole("button", { name: /^Account: / }).click();
  await page.getByRole("menu").waitFor();
}

async function goOffline(page) {
  await openGroup(page);
  await page.context().setOffline(true);
  await page.getByRole("main").getByText("You're offline.").waitFor();
  await page.getByRole("textbox", { name: /^Message / }).fill("I am on the train, this goes out later.");
  await page.keyboard.press("Enter");
  await page.getByText("I am on the train").last().waitFor();
}
