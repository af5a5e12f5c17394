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
  { name: "empty", title: "Before the first conversation", person: NEWCOMER, show: async () => {} },
  { name: "not-found", title: "Where there is no page", at: "/nowhere", person: null, show: async () => {} },
  { name: "conversation-rtl", title: "A conversation, from right to left", ...ARABIC, show: openGroup },
  {
    name: "settings-rtl",
    title: "Settings, from right to left",
    ...ARABIC,
    show: (page) => openByKeys(page, "Control+,"),
  },
  { name: "phone-list", title: "The list on a phone", ...PHONE, show: async () => {} },
  { name: "phone-conversation", title: "A conversation on a phone", ...PHONE, show: openGroup },
  { name: "phone-conversation-dark", title: "A conversation on a phone, dark", ...PHONE, ...DARK, show: openGroup },
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
    show: async () => {},
  },
];

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
  await page.getByRole("button", { name: "Conversation details" }).click();
  await page.getByRole("region", { name: "Members" }).getByRole("listitem").first().waitFor();
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
