/** What the process does before it serves: refuse contradictory settings, and find its database in whatever state it was left. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  cloneDatabase,
  createPeople,
  freePort,
  SERVER_MAIN,
  type ServerProcess,
  startServerProcess,
  until,
} from "@oschat/test-kit";
import { afterAll, describe, expect, it } from "vitest";

const GOOD_SECRET = "uJ3v9Qx7Lk2Wm5Tz8Rb4Yn6Pc1Hd0Gf-Se_Ai";

/** Starts the server where it must not start, and returns what it says. */
async function refusal(env: Record<string, string>): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", SERVER_MAIN], {
    env: { PATH: process.env.PATH ?? "", PORT: "1", DATA_DIR: "/nonexistent/oschat", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const [exitCode] = await once(child, "close");
  return { exitCode, output };
}

describe("a server whose settings contradict each other", () => {
  it("[E2] {S5} does not start, and says everything that must change at once", async () => {
    const { exitCode, output } = await refusal({
      HOST: "0.0.0.0",
      NODE_ENV: "production",
      RATE_LIMITS: "off",
      GOOGLE_CLIENT_ID: "half",
    });
    expect(exitCode).toBe(1);
    const lines = output.trim().split("\n");
    expect(lines[0]).toBe("oschat cannot start:");
    expect(
      lines.slice(1).map((line) => /JWT_SECRET|RATE_LIMITS|GOOGLE_CLIENT_SECRET|^ {2}- HOST/.exec(line)?.[0]),
    ).toEqual(["GOOGLE_CLIENT_SECRET", "JWT_SECRET", "RATE_LIMITS", "  - HOST"]);
    expect(output).not.toMatch(/\n\s+at /);
  });
});

describe("a failure that nobody expected", () => {
  it.each(["throw new Error('boom')", "Promise.reject(new Error('boom'))"])(
    "{J8} ends the process, and is said: %s",
    async (failure) => {
      const database = await cloneDatabase();
      const onSignal = `process.on("SIGUSR2",()=>{${failure}})`;
      const child = spawn(process.execPath, ["--import", "tsx", SERVER_MAIN], {
        env: {
          PATH: process.env.PATH ?? "",
          PORT: String(await freePort()),
          DATABASE_URL: database.url,
          JWT_SECRET: GOOD_SECRET,
          NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(onSignal)}`,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const heard = { out: "", err: "" };
      child.stdout.on("data", (chunk) => {
        heard.out += chunk;
      });
      child.stderr.on("data", (chunk) => {
        heard.err += chunk;
      });
      await until(() => heard.out.includes("oschat is ready"), "the server is ready", 60_000);
      const ended = once(child, "close");
      child.kill("SIGUSR2");
      expect((await ended)[0]).toBe(1);
      expect(heard.err).toContain("boom");
      await database.drop();
    },
    90_000,
  );
});

describe("the embedded database", () => {
  let dataDir = "";
  let server: ServerProcess | null = null;
  afterAll(async () => {
    await server?.stop();
    if (dataDir !== "") await rm(dataDir, { recursive: true, force: true });
  });

  it("is made at the first start, found at the second, and found running after a kill", async () => {
    dataDir = await mkdtemp(join(tmpdir(), "oschat-embedded-"));
    await chmod(dataDir, 0o755);
    const env = { PORT: String(await freePort()), DATA_DIR: dataDir, DATABASE_URL: "", JWT_SECRET: GOOD_SECRET };
    server = await startServerProcess(env);
    const people = createPeople(server.url);
    const ada = await people.person("Ada");
    const { id } = await ada.groupWith("Kept");
    await ada.say(id, "at the first start");
    expect(await server.stop()).toBe(0);

    server = await startServerProcess(env);
    await ada.say(id, "at the second");
    await server.kill();

    server = await startServerProcess(env);
    await ada.say(id, "after the kill");
    const { messages } = await ada.call("GET /conversations/:id/messages", `/conversations/${id}/messages`);
    expect(messages.map(({ body }) => body).slice(1)).toEqual([
      "at the first start",
      "at the second",
      "after the kill",
    ]);
    expect(await server.stop()).toBe(0);
    server = null;
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  }, 60_000);
});
