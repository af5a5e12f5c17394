/** `npm run token`, as the operator runs it beside a running server. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { requestJson, startWorld, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const COMMAND = fileURLToPath(new URL("../../apps/server/src/cli/token.ts", import.meta.url));
const run = promisify(execFile);

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

async function token(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const settings = {
    DATABASE_URL: world.databaseUrl,
    DATA_DIR: world.dataDir,
    JWT_SECRET: world.config.jwtSecret ?? "",
  };
  try {
    const { stdout, stderr } = await run(process.execPath, ["--import", "tsx", COMMAND, ...args], {
      env: { PATH: process.env.PATH, ...settings, ...env },
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as Outcome;
  }
}

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
    ["an address nobody has", ["nobody@example.com"], {}, "--create"],
    ["an unknown option", ["ada@example.com", "--admin"], {}, "Usage"],
    ["a folder without oschat", ["ada@example.com"], { DATA_DIR: "/nonexistent", JWT_SECRET: "" }, "DATA_DIR"],
    ["no database", ["ada@example.com"], { DATABASE_URL: "postgres://127.0.0.1:1/none" }, "DATABASE_URL"],
  ])("says on standard error what to do, given %s", async (_, args, env, hint) => {
    const { code, stdout, stderr } = await token(args, env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(hint);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
