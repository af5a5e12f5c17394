/** A program in a network of its own, and what happens on the way. */
import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { until } from "@oschat/test-kit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeNamespace, type Namespace } from "./namespaces.ts";
import { findMissing } from "./needs.ts";

const missing = await findMissing(["linux", "root", "network namespaces"]);
const ASK = `fetch(process.argv[1], { signal: AbortSignal.timeout(Number(process.argv[2])) })
  .then(async (r) => console.log((await r.text()).length), (e) => console.log(e.cause?.code ?? e.name))
  .then(() => process.exit())`;

describe.skipIf(missing.length > 0)("a network of a program's own", () => {
  let http: Server;
  let network: Namespace;
  let asked = 0;

  beforeAll(async () => {
    http = createServer(({ url }, response) => {
      asked += 1;
      if (url !== "/never") response.end("x".repeat(50_000));
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    network = await makeNamespace(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  });
  afterEach(() => network.pass());
  afterAll(async () => {
    await network.remove();
    http.close();
  });

  /** The length of the answer, or why there is none. */
  async function ask(timeoutMs = 8_000, path = "/"): Promise<string> {
    const [command, ...prefix] = network.prefix;
    const program = spawn(command, [...prefix, process.execPath, "-e", ASK, network.url + path, String(timeoutMs)]);
    let output = "";
    program.stdout.on("data", (text) => (output += text));
    await new Promise((resolve) => program.on("close", resolve));
    return output.trim();
  }

  it("reaches the server", async () => {
    expect(await ask()).toBe("50000");
  });

  it("loses one direction or both, with nobody told", async () => {
    await network.drop("up");
    const before = asked;
    expect(await ask(300)).toMatch(/TimeoutError/);
    expect(asked).toBe(before);
    await network.pass();
    await network.drop("down");
    expect(await ask(300)).toMatch(/TimeoutError/);
    await network.pass();
    expect(await ask()).toBe("50000");
  });

  it("loses some packets, which TCP makes up for", async () => {
    await network.drop("down", 20);
    expect(await ask(20_000)).toBe("50000");
  });

  it("is slow", async () => {
    await network.limit(400);
    const begun = performance.now();
    expect(await ask(20_000)).toBe("50000");
    expect(performance.now() - begun).toBeGreaterThan(800);
  });

  it("forgets its connections", async () => {
    const before = asked;
    const answer = ask(8_000, "/never");
    await until(() => asked > before, "it is connected");
    await network.forgetConnections();
    expect(await answer).toMatch(/ECONN|UND_ERR_SOCKET/);
  });
});
