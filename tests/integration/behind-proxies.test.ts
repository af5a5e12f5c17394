/**
 * Behind the proxies of docs/operations/behind-a-proxy.md, each with the file given there: sockets of both kinds, headers once, and the
 * client's own address. A proxy that is not installed is passed over.
 */
import { request } from "node:https";
import {
  type FrontProxy,
  isInstalled,
  type ProxyName,
  requestJson,
  startFrontProxy,
  startWorld,
  until,
  type World,
} from "@oschat/test-kit";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ALLOWED = 40;
const PROXIES: ProxyName[] = ["caddy", "nginx", "haproxy"];

interface Answer {
  status: number;
  /** Name and value of each header, repeated ones too. */
  headers: [string, string][];
}

function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, rejectUnauthorized: false }, (response) => {
      const { statusCode = 0, rawHeaders } = response.resume();
      const names = rawHeaders.filter((_, index) => index % 2 === 0);
      resolve({
        status: statusCode,
        headers: names.map((name, index) => [name.toLowerCase(), rawHeaders[2 * index + 1] ?? ""]),
      });
    });
    asked.once("error", reject).end();
  });
}

describe.each(PROXIES)("behind %s", (name) => {
  describe.skipIf(!isInstalled(name))("where it is installed", () => {
    let proxy: FrontProxy;
    let world: World;

    beforeAll(async () => {
      proxy = await startFrontProxy(name);
      world = await startWorld({
        nodes: 1,
        env: {
          PORT: String(proxy.upstreamPorts[0]),
          PUBLIC_URL: proxy.url,
          TRUSTED_PROXIES: "1",
          RATE_LIMITS: "on",
          RATE_LIMIT_ADDRESS: String(ALLOWED),
          OIDC_ISSUER: "https://id.example.org",
          OIDC_CLIENT_ID: "test",
          OIDC_CLIENT_SECRET: "test",
        },
      });
      await until(async () => (await ask(`${proxy.url}/livez`)).status === 200, "the proxy passes on", 20_000);
    });

    afterAll(async () => {
      await world?.stop();
      await proxy?.stop();
    });

    it.each(["websocket", "polling"])("a socket over %s is admitted and hears", async (transport) => {
      const token = await world.tokenFor("ada@example.org");
      const socket = io(proxy.url, {
        auth: { token },
        transports: [transport],
        forceNew: true,
        rejectUnauthorized: false,
      });
      try {
        await new Promise((resolve, reject) => socket.once("ready", resolve).once("connect_error", reject));
        const heard = new Promise((resolve) => socket.once("conversation:added", resolve));
        const url = `http://localhost:${proxy.upstreamPorts[0]}`;
        const body = { title: "Behind", memberEmails: [] };
        expect((await requestJson(url, "POST", "/conversations/group", { token, body })).status).toBeLessThan(300);
        await heard;
      } finally {
        socket.disconnect();
      }
    });

    it("headers that make browsers careful stand there once", async () => {
      const answer = await ask(`${proxy.url}/auth/options`, { "accept-encoding": "gzip, br" });
      expect(answer.status).toBe(200);
      for (const header of ["content-security-policy", "strict-transport-security", "x-content-type-options"]) {
        expect(
          answer.headers.filter(([given]) => given === header),
          header,
        ).toHaveLength(1);
      }
    });

    it("a client cannot pass for many by writing addresses itself", async () => {
      const claimed = Array.from({ length: ALLOWED * 2 }, (_, index) => `198.51.100.${index + 1}`);
      const direct = `http://localhost:${proxy.upstreamPorts[0]}`;
      const [past, through] = [new Set<number>(), new Set<number>()];
      for (const address of claimed) {
        const headers = { "x-forwarded-for": address };
        past.add((await requestJson(direct, "GET", "/auth/options", { headers })).status);
        through.add((await ask(`${proxy.url}/auth/options`, headers)).status);
      }
      expect([...past]).toEqual([200]);
      expect(through).toContain(429);
    });
  });
});
