import { once } from "node:events";
import { connect, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { ConfigError } from "./config.ts";
import { freePort } from "./database/loopback-port.ts";
import { AnotherServer } from "./database/only-server.ts";
import { describeFailure } from "./describe-failure.ts";

describe("a failure at start", () => {
  it("lists every setting that must change", () => {
    expect(describeFailure(new ConfigError(["Set A.", "Set B."]))).toBe("oschat cannot start:\n  - Set A.\n  - Set B.");
  });

  it("says that the port is taken, and what to do", async () => {
    const first = createServer().listen(0, "127.0.0.1");
    await once(first, "listening");
    const { port } = first.address() as { port: number };
    const [error] = await once(createServer().listen(port, "127.0.0.1"), "error");
    first.close();
    expect(describeFailure(error)).toBe(
      `oschat cannot start: port ${port} is taken by another program. Stop it, or set PORT to another number.`,
    );
  });

  it("says that the database cannot be reached", async () => {
    const [error] = await once(connect(await freePort(), "127.0.0.1"), "error");
    expect(describeFailure(error)).toMatch(/the database cannot be reached .* is DATABASE_URL right\?$/);
  });

  it("says that another server has the database, without a trace of ours", () => {
    expect(describeFailure(new AnotherServer("Stop it first."))).toBe("oschat cannot serve: Stop it first.");
  });

  it("tells everything about what nobody expected", () => {
    expect(describeFailure(new Error("unexpected"))).toContain("describe-failure.test.ts");
    expect(describeFailure("a string")).toBe("oschat stopped: a string");
  });
});
