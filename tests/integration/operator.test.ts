/** The operator's commands beside a running server: what they do, and what they say when they are asked for wrongly. */
import { requestJson, runOschat, startWorld, until, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 120_000 });

/** What A3 allows, and a slow machine. */
const NOTICED_MS = 10_000;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const oschat = (...args: string[]) => runOschat(world, args);

describe("oschat", () => {
  it("says what there is", async () => {
    const { code, stdout } = await oschat("help");
    expect(code).toBe(0);
    for (const command of [
      "backup <file>",
      "restore <file>",
      "doctor",
      "user disable|enable",
      "export-user",
      "token",
    ]) {
      expect(stdout).toContain(`oschat ${command}`);
    }
    expect((await oschat()).stdout).toBe(stdout);
  });

  it.each([
    [["fly"], "oschat help"],
    [["restore", "one", "two"], "Name one file"],
    [["restore", "one", "--force"], "--force"],
    [["user", "delete", "ada@example.com"], "Say disable or enable"],
    [["export-user"], "Name one e-mail address"],
  ])("refuses %j in one clear line, with exit code 2", async (args, hint) => {
    const { code, stdout, stderr } = await oschat(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(hint);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("a backup", () => {
  it("into a folder that is not there says so, and makes nothing", async () => {
    const { code, stdout, stderr } = await oschat("backup", "/nowhere/at/all/one.backup");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe("There is no folder /nowhere/at/all. Make it first, or name another one.\n");
  });
});

describe("disabling somebody", () => {
  it("[A3] {S7} closes their sockets, ends their sessions, and lets them in no more until they are enabled", async () => {
    const eve = await world.person("Eve");
    const other = await world.person("Eve");
    const socket = await eve.socket();
    const ended = new Promise((resolve) => socket.once("session:ended", resolve));
    expect(await oschat("user", "disable", eve.email)).toMatchObject({ code: 0, stderr: "" });
    expect(await ended).toMatchObject({ reason: "revoked" });
    await until(() => !socket.connected, "the socket is closed", NOTICED_MS);
    for (const { token } of [eve, other]) {
      const answer = await requestJson(world.url, "GET", "/me", { token });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: "session_ended" } } });
    }
    const signIn = () => requestJson(world.url, "POST", "/auth/local", { body: { name: "Eve", email: eve.email } });
    expect(await signIn()).toMatchObject({ body: { error: { code: "sign_in_failed" } } });
    expect(await oschat("token", eve.email)).toMatchObject({ code: 1, stdout: "" });
    expect(await oschat("user", "enable", eve.email)).toMatchObject({ code: 0 });
    expect(await signIn()).toMatchObject({ status: 200 });
    expect((await requestJson(world.url, "GET", "/me", { token: eve.token })).status).toBe(401);
  });

  it("says when there is no such person", async () => {
    expect((await oschat("user", "disable", "nobody@example.com")).stderr).toContain("no account");
  });
});

describe("exporting a person", () => {
  it("writes all that is theirs, and nothing that others wrote", async () => {
    const [ada, bob] = [await world.person("Ada Exported"), await world.person("Bob Elsewhere")];
    const { id } = await ada.groupWith("Exported group", bob);
    await ada.say(id, "hers");
    await bob.say(id, "his alone");
    const { messageId } = await ada.say(id, "regretted");
    await ada.request("DELETE", `/conversations/${id}/messages/${messageId}`);
    const { code, stdout } = await oschat("export-user", ada.email);
    expect(code).toBe(0);
    const records = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const ofKind = (kind: string) => records.filter((record) => record.kind === kind);
    expect(ofKind("account")).toMatchObject([{ id: ada.id, email: ada.email, name: "Ada Exported" }]);
    expect(ofKind("identity")).toMatchObject([{ issuer: "local", subject: ada.email }]);
    expect(ofKind("session")).toMatchObject([{ id: ada.sessionId }]);
    expect(ofKind("membership")).toMatchObject([{ conversationId: id, title: "Exported group", role: "owner" }]);
    expect(ofKind("message").map(({ body }) => body)).toEqual(["hers", ""]);
    expect(stdout).not.toMatch(/his alone|regretted|Bob/);
  });
});

describe("the doctor", () => {
  it("finds a working server well, and says how to let people in", async () => {
    // Not even a PostgreSQL of one's own waits for the disk then, and the doctor says so.
    const name = new URL(world.databaseUrl).pathname.slice(1);
    await world.database.pool.query(`alter database ${name} set synchronous_commit = off`);
    const { code, stdout } = await oschat("doctor");
    expect(stdout).toContain("A WebSocket gets through.");
    expect(stdout).toContain("ok    The schema is that of this release.");
    expect(stdout).toContain("FIX   PostgreSQL may lose what it said is stored");
    expect(stdout.match(/^FIX /gm)).toHaveLength(1);
    expect(code).toBe(1);
  });

  it.each([
    [
      "no database",
      { DATABASE_URL: "postgres://127.0.0.1:1/none" },
      "The database cannot be reached",
      "check DATABASE_URL",
    ],
    ["no server", { PORT: "1" }, "http://localhost:1 cannot be reached (", "Start the server"],
    ["contradictory settings", { HOST: "0.0.0.0" }, "no way to sign in is configured", ".env"],
    [
      "a provider that is not there",
      { OIDC_ISSUER: "http://127.0.0.1:1", OIDC_CLIENT_ID: "oschat", OIDC_CLIENT_SECRET: "k8Vn2Xq5Zt7Bw1Lm4Rc9" },
      "127.0.0.1:1 cannot be reached",
      "OIDC_ISSUER",
    ],
  ])("says what to do about %s", async (_, env, what, fix) => {
    const { code, stdout } = await runOschat(world, ["doctor"], env);
    expect(code).toBe(1);
    const [, said = ""] = stdout.split(what);
    expect(stdout).toContain(what);
    expect(said).toContain(fix);
  });

  it("tells the exact redirect address to register", async () => {
    const env = {
      OIDC_ISSUER: "http://127.0.0.1:1",
      OIDC_CLIENT_ID: "oschat",
      OIDC_CLIENT_SECRET: "k8Vn2Xq5Zt7Bw1Lm4Rc9",
      PUBLIC_URL: "https://chat.example.org",
    };
    const { stdout } = await runOschat(world, ["doctor"], env);
    expect(stdout).toContain("https://chat.example.org/auth/oidc/callback");
  });
});
