/** The API's documentation: made on the first visit, and true to what is served. */
import { REST } from "@oschat/protocol";
import { startWorld, type World } from "@oschat/test-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const visit = (path: string, init?: RequestInit) => fetch(`${world.url}${path}`, init);

describe("the API's documentation", () => {
  it("describes every route, and nothing else, to several first visitors at once", async () => {
    const answers = await Promise.all([visit("/docs/json"), visit("/docs/json"), visit("/docs/json")]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [text, ...others] = await Promise.all(answers.map((answer) => answer.text()));
    expect(others).toEqual([text, text]);
    const { paths, info } = JSON.parse(text ?? "");
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    expect(described.sort()).toEqual(Object.keys(REST).sort());
    expect(info.description).toContain("### `message:send`");
  });

  it("is a page, with its scripts, under the headers of every answer", async () => {
    const page = await visit("/docs");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("swagger-ui");
    const script = await visit("/docs/static/swagger-ui-bundle.js");
    expect(script.headers.get("content-type")).toContain("javascript");
    expect((await script.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
    for (const { headers } of [page, script]) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get("content-security-policy")).toContain("script-src 'self'");
    }
  });

  it("[E1] refuses what it does not have as the server does, and calls no route", async () => {
    for (const path of ["/docs/nothing", "/docs/../docs/nothing", "/docs//me"]) {
      const answer = await visit(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect((await answer.json()).error.code).toBe("not_found");
    }
    expect((await visit("/docs/json", { method: "POST" })).status).toBe(404);
  });
});
