/** Acceptance criterion B: direct messages and groups, members and roles, in the app and with the requirements' own commands. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { World } from "@oschat/test-kit";
import { expect, test } from "./journey.ts";
import { addressOf } from "./visitor.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** As the requirements print them. */
const CREATE_DM = `curl -X POST http://localhost:4000/conversations/dm \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"email":"friend@example.com"}'`;
const CREATE_GROUP = `curl -X POST http://localhost:4000/conversations/group \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"title":"My Group","memberEmails":["user1@example.com","user2@example.com"]}'`;

test("B: a direct message is started by e-mail and is the same one from either side", async ({ world, arrive }) => {
  const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
  await bob.chat.open();
  await ada.chat.open();
  await ada.chat.startDm(addressOf("Bob"));
  await ada.chat.write("Found you");
  await bob.chat.select("Ada");
  await expect(bob.chat.message("Found you")).toBeVisible();
  await bob.chat.startDm(addressOf("Ada"));
  await bob.chat.write("So you did");
  await expect(ada.chat.message("So you did")).toBeVisible();

  const conversations = await world.database.db.selectFrom("conversations").select("type").execute();
  expect(conversations).toEqual([{ type: "dm" }]);
});

test("B: a group gains and loses members, changes roles and its name, and is left", async ({ world, arrive }) => {
  await world.person("Cyd");
  const [ada, bob] = [await arrive("Ada"), await arrive("Bob")];
  await bob.chat.open();
  await ada.chat.open();
  await ada.chat.createGroup("Engine room", [addressOf("Bob")]);
  await bob.chat.select("Engine room");
  await bob.chat.openDetails();
  await expect(bob.page.getByRole("button", { name: "Add member" })).toHaveCount(0);

  const details = await ada.chat.openDetails();
  await details.getByRole("button", { name: "Add member" }).click();
  await ada.page.getByRole("textbox", { name: "E-mail" }).fill(addressOf("Cyd"));
  await ada.chat.confirm("Add");
  await expect(ada.chat.news("You added Cyd")).toBeVisible();
  await expect(bob.chat.news("Ada added Cyd")).toBeVisible();

  await ada.chat.actOnMember("Bob", "Make admin");
  await expect(bob.chat.news("Ada made you an admin")).toBeVisible();
  await bob.page.getByRole("button", { name: "Rename group" }).click();
  await bob.page.getByRole("textbox", { name: "Group name" }).fill("Machine room");
  await bob.chat.confirm("Rename");
  await expect(ada.page.getByRole("heading", { level: 1, name: "Machine room" })).toBeVisible();

  await bob.chat.actOnMember("Cyd", "Remove from group");
  await bob.chat.confirm("Remove");
  await expect(details.getByRole("listitem").filter({ hasText: "Cyd" })).toHaveCount(0);
  await expect(ada.chat.news("Bob removed Cyd")).toBeVisible();

  await bob.page.getByRole("button", { name: "Leave group" }).click();
  await bob.chat.confirm("Leave");
  await expect(ada.chat.news("Bob left")).toBeVisible();
  await expect(bob.chat.row("Machine room")).toHaveCount(0);
  await expect(details.getByRole("listitem")).toHaveText([/Ada \(you\).*Owner/]);
});

test("B: [A1] who is removed sees the group disappear, and nothing that is written after", async ({
  world,
  arrive,
}) => {
  const owner = await world.person("Ada");
  const bob = await arrive("Bob");
  const member = await world.person("Bob");
  const { id } = await owner.groupWith("Engine room", member);
  await bob.chat.open(id);
  const heard: string[] = [];
  bob.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
  await bob.page.reload();
  await expect.poll(() => heard.some((frame) => frame.includes('"ready"'))).toBe(true);
  await owner.say(id, "Before");
  await expect(bob.chat.message("Before")).toBeVisible();

  await owner.call("DELETE /conversations/:id/members/:userId", `/conversations/${id}/members/${member.id}`);
  await owner.say(id, "After");
  await expect(bob.chat.row("Engine room")).toHaveCount(0);
  await expect(bob.page.getByText("Perhaps you are no longer in it.")).toBeVisible();
  expect(heard.filter((frame) => frame.includes("Before"))).not.toEqual([]);
  expect(heard.filter((frame) => frame.includes("After"))).toEqual([]);
});

test("B: the requirements' own commands make conversations that appear in the app", async ({ world, arrive }) => {
  for (const name of ["Friend", "User1", "User2"]) await world.person(name);
  const ada = await arrive("Ada");
  await ada.chat.open();
  const token = await tokenFor(addressOf("Ada"), world);

  expect(JSON.parse(await shell(CREATE_DM, token, world))).toMatchObject({ type: "dm" });
  await expect(ada.chat.row("Friend")).toBeVisible();
  expect(JSON.parse(await shell(CREATE_GROUP, token, world))).toMatchObject({ type: "group", title: "My Group" });
  await ada.chat.select("My Group");
  const details = await ada.chat.openDetails();
  for (const name of ["Ada (you)", "User1", "User2"]) {
    await expect(details.getByRole("listitem").filter({ hasText: name })).toHaveCount(1);
  }
});

/** By the operator's command, with the settings of the server. */
async function tokenFor(email: string, { databaseUrl, dataDir, config }: World): Promise<string> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, JWT_SECRET: config.jwtSecret ?? "" };
  const { stdout } = await run("npm", ["run", "--silent", "token", "--", email], { cwd: ROOT, env });
  return stdout.trim();
}

async function shell(command: string, token: string, world: World): Promise<string> {
  const { stdout } = await run("sh", ["-c", command.replace("http://localhost:4000", world.url)], {
    env: { ...process.env, TOKEN: token },
  });
  return stdout;
}
