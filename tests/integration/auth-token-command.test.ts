/** `npm run token`, as the operator runs it beside a running server. */
import { type CommandOutcome, requestJson, runOschat, startWorld, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 120_000 });

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const token = (args: string[], env: Record<string, string> = {}): Promise<CommandOutcome> =>
  runOschat(world, ["token", ...args], env);

describe("npm run token", () => {
  it("prints a working bearer token and nothing else", async () => {
    const ada = await world.person("Ada");
    const { code, stdout, stderr } = await token([ada.email]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { body } = await requestJson(world.url, "GET", "/me", { token: stdout.trim() });
    expect(body).toMatchObject({ id: ada.id, email: ada.email });
    const { sessions } = await ada.call("GET /me/sessions", "/me/sessions");
    expect(sessions.map(({ device }) => device)).toContain("Token from the command line");
  });

  it("makes an account when told to, and the same one the next time", async () => {
    const [first, second] = [
      await token(["bot@example.com", "--create", "--name", "Echo bot"]),
      await token(["bot@example.com", "--create", "--name", "Another name"]),
    ];
    const answers = await Promise.all(
      [first, second].map(({ stdout }) => requestJson(world.url, "GET", "/me", { token: stdout.trim() })),
    );
    expect(answers[0]?.body).toMatchObject({ email: "bot@example.com", name: "Echo bot" });
    expect(answers[1]?.body).toEqual(answers[0]?.body);
  });

  it.each([
    ["an address nobody has", 1, ["nobody@example.com"], {}, "--create"],
    ["an unknown option", 2, ["ada@example.com", "--admin"], {}, "Usage"],
    ["a folder without oschat", 1, ["ada@example.com"], { DATA_DIR: "/nonexistent", JWT_SECRET: "" }, "DATA_DIR"],
    ["no database", 1, ["ada@example.com"], { DATABASE_URL: "postgres://127.0.0.1:1/none" }, "DATABASE_URL"],
  ])("says on standard error what to do, given %s", async (_, exitCode, args, env, hint) => {
    const { code, stdout, stderr } = await token(args, env);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
    expect(stderr).toContain(hint);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
