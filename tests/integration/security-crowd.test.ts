/** Two hundred people behind one address, with the limits in force: all of them are back within seconds after a restart. */
import { requestJson, startWorld, until, type World } from "@oschat/test-kit";
import { io, type Socket } from "socket.io-client";
import { afterEach, describe, expect, it } from "vitest";

const CROWD = 200;
const PROVIDER = { OIDC_ISSUER: "https://id.invalid", OIDC_CLIENT_ID: "oschat", OIDC_CLIENT_SECRET: "unused" };

let world: World;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await world.stop();
});

/** What a client does when it connects: finds out who it is, opens a socket, compares heads. Counts how often each was served. */
async function arrive(token: string, headers: Record<string, string>): Promise<() => number> {
  expect((await requestJson(world.url, "GET", "/auth/verify", { token, headers })).status).toBe(200);
  let served = 0;
  const socket = io(world.url, {
    transports: ["websocket"],
    forceNew: true,
    auth: { token },
    extraHeaders: headers,
    reconnectionDelay: 100,
    reconnectionDelayMax: 1_000,
  });
  sockets.push(socket);
  // Told to go by a server that stops, a stock client does not come back by itself, as ours does.
  socket.on("disconnect", (reason) => reason === "io server disconnect" && socket.connect());
  socket.on("ready", async () => {
    const heads = await socket.timeout(10_000).emitWithAck("sync:heads", {});
    if ("epoch" in heads) served += 1;
  });
  return () => served;
}

describe("two hundred people behind one address", () => {
  it.each([
    ["that of a proxy that nobody trusts", {}, {}],
    ["as a trusted proxy tells it", { ...PROVIDER, TRUSTED_PROXIES: "1" }, { "x-forwarded-for": "203.0.113.9" }],
  ])(
    "{C11, G10, J1} %s, are all back within seconds after a restart",
    async (_, env, headers) => {
      world = await startWorld({ env: { RATE_LIMITS: "on", RATE_LIMIT_ADDRESS: "250", ...env } });
      const tokens: string[] = [];
      for (let n = 0; n < CROWD; n += 1) tokens.push(await world.tokenFor(`person${n}@example.org`));
      const counts = await Promise.all(tokens.map((token) => arrive(token, headers)));
      const areServed = (times: number) => counts.filter((count) => count() >= times).length;
      await until(() => areServed(1) === CROWD, "all are connected", 30_000);
      await world.restart();
      const restarted = performance.now();
      await until(() => areServed(2) === CROWD, "all are back", 20_000);
      const took = Math.round(performance.now() - restarted);
      for (const socket of sockets) socket.disconnect().connect();
      await until(() => areServed(3) === CROWD, "all are back once more", 20_000);
      console.log(`${CROWD} people were back ${took} ms after the restart`);
      expect(world.warnings.filter((warning) => warning.includes("limit"))).toEqual([]);
    },
    90_000,
  );
});
