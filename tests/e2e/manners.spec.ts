/** What is asked, what is said when something fails, and faces whose picture does not come. */
import { expect, test } from "./behaviour.ts";

test("#136 a failure is a sentence with what to do, never what the server or a proxy wrote", async ({
  arrive,
  world,
}) => {
  const { page, chat } = await arrive("Ada");
  const proxyPage = { status: 502, contentType: "text/html", body: "<html><h1>502 Bad Gateway</h1></html>" };
  await page.route("**/auth/verify", (route) => route.fulfill(proxyPage));
  await page.goto(`${world.url}/chat`);
  await expect(page.getByText("Your chat could not be opened.")).toBeVisible();
  await expect(page.locator("body")).not.toContainText(/502|Bad Gateway|[{}<>]/);
  await page.unroute("**/auth/verify");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(chat.account).toBeVisible();

  const refusal = { error: { code: "internal", message: "Something went wrong on the server.", retryable: true } };
  await page.route("**/conversations/group", (route) => route.fulfill({ status: 500, json: refusal }));
  await page.getByRole("button", { name: "New message" }).click();
  await page.getByRole("menuitem", { name: "New group" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Group name" }).fill("Garden");
  await dialog.getByRole("button", { name: "Create group" }).click();
  await expect(dialog.getByText("Something went wrong on the server.")).toBeVisible();
  await expect(dialog).not.toContainText(/[{}]|internal/);
  await expect(dialog.getByRole("textbox", { name: "Group name" })).toHaveValue("Garden");
});

test("#135 what is empty says so in a sentence, with something to do about it", async ({ arrive, person }) => {
  const { page, chat } = await arrive("Ada", { viewport: { width: 390, height: 844 } });
  await chat.open();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(page.getByText("No conversations yet.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Start a conversation" }).filter({ visible: true })).toHaveCount(1);
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("zzz");
  await expect(page.getByText("Nothing has that name.").filter({ visible: true }).last()).toBeVisible();
  await expect(page.getByText("Type ? to see what else can be found.")).toBeVisible();
  await page.keyboard.press("Escape");
  await chat.createGroup("Garden", [(await person("Ben")).email]);
  await expect(page.getByText("This is the start of Garden.")).toBeVisible();
  await expect(chat.composer).toBeFocused();
  await page.getByRole("toolbar").getByRole("button", { name: "Emoji" }).click();
  await page.getByRole("dialog", { name: "Emoji" }).getByRole("searchbox", { name: "Search emoji" }).fill("zzzz");
  await expect(page.getByText("No emoji has that name.")).toBeVisible();
});

test("#140 only what cannot be undone asks first", async ({ arrive, person }) => {
  const [{ page, chat }, ben] = [await arrive("Ada"), await person("Ben")];
  await chat.open();
  await chat.createGroup("Garden", [ben.email]);
  await chat.write("soon gone");
  await expect(chat.message("soon gone", "confirmed")).toBeVisible();
  const question = page.getByRole("alertdialog");

  await chat.act("soon gone", "Delete");
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chat.message("soon gone")).toBeVisible();

  await chat.row("Garden").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Mute" }).click();
  await expect(question).toBeHidden();
  await chat.row("Garden").click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: "Unmute" })).toBeVisible();
});

test("#138 a face without a picture, or with a broken one, has initials", async ({ arrive, person, world }) => {
  const [{ page, chat }, ben, ken] = [await arrive("Ada"), await person("Ben Brook"), await person("渡辺 健")];
  const picture = `${world.url}/pictures/gone.png`;
  await world.database.db.updateTable("users").set({ avatar_url: picture }).where("id", "=", ben.id).execute();
  await chat.open();
  await chat.startDm(ben.email);
  await chat.startDm(ken.email);
  await expect(chat.row("Ben Brook").locator("[data-initials='BB']")).toBeVisible();
  await expect(chat.row("渡辺 健").locator("[data-initials]")).toHaveAttribute("data-initials", /^渡/);
  await expect(page.locator("img[src*='gone.png']")).toHaveCount(0);
});
