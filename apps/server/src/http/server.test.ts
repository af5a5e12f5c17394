import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { createHttpServer } from "./server.ts";

let app: Awaited<ReturnType<typeof createHttpServer>>;
let port: number;

beforeAll(async () => {
  app = await createHttpServer(readConfig({}, { webDir: "/none" }), await createLog("silent"));
  app.post("/slow", async () => "");
  await app.listen({ host: "127.0.0.1", port: 0 });
  ({ port } = app.server.address() as AddressInfo);
});
afterAll(() => app.close());

/** Says these parts, one a tenth of a second, over and over again the last. Resolves with how long the server listened, in ms. */
async function dawdle(...parts: string[]): Promise<number> {
  const startedAt = performance.now();
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  const timer = setInterval(() => {
    const part = parts.length > 1 ? parts.shift() : parts[0];
    if (part !== undefined && socket.writable) socket.write(part);
  }, 100);
  socket.resume();
  await once(socket, "close");
  clearInterval(timer);
  return performance.now() - startedAt;
}

const HEAD = "POST /slow HTTP/1.1\r\nhost: localhost\r\n";

describe("a connection that does not get on", () => {
  it("{C13} has ten seconds to say what it wants, and thirty to say it", () => {
    expect([app.server.headersTimeout, app.server.requestTimeout]).toEqual([10_000, 30_000]);
  });

  it("{C13} is closed at the next look, whether it says nothing, or its headers or its body letter by letter", async () => {
    Object.assign(app.server, { headersTimeout: 500, requestTimeout: 500 });
    const listened = await Promise.all([
      dawdle(),
      dawdle(HEAD, "x"),
      dawdle(`${HEAD}content-type: application/json\r\ncontent-length: 5000\r\n\r\n`, "["),
    ]);
    expect(Math.max(...listened)).toBeLessThan(20_000);
  }, 25_000);
});
