import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "oschat-settings-"));
const SECRET = "uJ3v9Qx7Lk2Wm5Tz8Rb4Yn6Pc1Hd0Gf-Se_Ai";

function fileWith(content: string): string {
  const file = join(folder, crypto.randomUUID());
  writeFileSync(file, content);
  return file;
}

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env, { webDir: "/web" });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

it("takes a secret from the file that is named for it, without the line's end", () => {
  const env = { JWT_SECRET_FILE: fileWith(`${SECRET}\n`), DATABASE_URL_FILE: fileWith("postgres://o:p@db/oschat\n") };
  expect(readConfig(env, { webDir: "/web" })).toMatchObject({
    jwtSecret: SECRET,
    databaseUrl: "postgres://o:p@db/oschat",
  });
});

it("{A17} holds what a file says to the same rules", () => {
  expect(problemsOf({ JWT_SECRET_FILE: fileWith("short") })).toEqual([
    expect.stringMatching(/^JWT_SECRET is too weak/),
  ]);
});

it("refuses a file that is not there, and a setting given twice, beside everything else that is wrong", () => {
  const env = { PORT: "http", JWT_SECRET: SECRET, JWT_SECRET_FILE: fileWith(SECRET), DATABASE_URL_FILE: "/nowhere" };
  expect(problemsOf(env)).toEqual([
    "DATABASE_URL_FILE is /nowhere, which cannot be read (ENOENT).",
    "JWT_SECRET and JWT_SECRET_FILE are both set: leave one of them out.",
    expect.stringMatching(/^PORT: /),
  ]);
});
