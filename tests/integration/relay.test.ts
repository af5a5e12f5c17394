/** Each fault of the relay, between a real Socket.IO server or bare sockets and their clients. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Relay, startRelay, until } from "@oschat/test-kit";
import { Server as SocketServer } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let http: Server;
let sockets: SocketServer;
let relay: Relay;
let client: Socket;
/** What the server heard, and what the client heard. */
let asked: string[];
let heard: string[];

beforeEach(async () => {
  asked = [];
  heard = [];
  http = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      asked.push(`${request.method} ${body}`);
      response.end("x".repeat(20_000));
    });
  });
  sockets = new SocketServer(http, { transports: ["websocket"], pingInterval: 300, pingTimeout: 500 });
  sockets.on("connection", (socket) => {
    socket.on("say", (text: string, answer?: (text: string) => void) => {
      asked.push(text);
      answer?.(`${text} heard`);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  relay = await startRelay(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  client = io(relay.url, { transports: ["websocket"], reconnectionDelay: 20, reconnectionDelayMax: 50 });
  client.on("news", (text: string) => heard.push(text));
  await until(() => client.connected, "connected");
});
afterEach(async () => {
  client.disconnect();
  await relay.stop();
  await sockets.close();
});

const answerOf = (text: string, timeoutMs = 2_000) => client.timeout(timeoutMs).emitWithAck("say", text);
const get = (timeoutMs = 2_000) =>
  fetch(relay.url, { signal: AbortSignal.timeout(timeoutMs) }).then(
    async (response) => `${response.status} ${(await response.text()).length}`,
    (error: Error) => `${error.name} ${(error.cause as NodeJS.ErrnoException | undefined)?.code ?? ""}`.trim(),
  );

describe("a relay", () => {
  it("passes what is not disturbed", async () => {
    expect(await answerOf("hello")).toBe("hello heard");
    expect(await get()).toBe("200 20000");
    expect(relay.connections).toBeGreaterThan(0);
  });

  it.each(["reset", "end"] as const)("cuts with a %s and lets come back", async (how) => {
    const gone = new Promise<string>((resolve) => client.once("disconnect", resolve));
    relay.cut(how);
    expect(await gone).toMatch(/transport (close|error)/);
    await until(() => client.connected, "connected again");
    expect(await answerOf("again")).toBe("again heard");
  });

  it("refuses, then lets come back on the same port", async () => {
    relay.refuse();
    expect(await get()).toBe("TypeError ECONNREFUSED");
    await until(() => !client.connected, "cut");
    relay.pass();
    await until(() => client.connected, "connected again");
  });

  it("answers in the place of a server that is gone", async () => {
    relay.answer(503);
    expect(await get()).toMatch(/^503 /);
    await until(() => !client.connected, "cut");
    relay.pass();
    expect(await get()).toBe("200 20000");
  });

  it("loses what the server says, while that hears everything", async () => {
    relay.lose("down");
    await expect(answerOf("lost answer", 200)).rejects.toThrow();
    expect(asked).toContain("lost answer");
    expect(await get(200)).toBe("TimeoutError");
    relay.pass();
    await expect(answerOf("still lost", 100)).rejects.toThrow();
    await until(() => !client.connected, "the client notices by the pings that do not come");
    await until(() => client.connected, "connected again");
    expect(await answerOf("again")).toBe("again heard");
  });

  it("loses what the client says, while that goes on hearing", async () => {
    relay.lose("up");
    await expect(answerOf("lost", 200)).rejects.toThrow();
    sockets.emit("news", "to all");
    await until(() => heard.includes("to all"), "heard");
    expect(asked).not.toContain("lost");
    await until(() => sockets.engine.clientsCount === 0, "the server notices");
    expect(client.connected).toBe(true);
    relay.pass();
    relay.cut();
    await until(() => client.connected && sockets.engine.clientsCount === 1, "connected again");
  });

  it("holds, and lets go of everything in order", async () => {
    relay.hold("down");
    const answers = Promise.all([answerOf("one"), answerOf("two")]);
    await until(() => asked.includes("two"), "the server hears");
    expect(await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, 100, "nothing"))])).toBe(
      "nothing",
    );
    relay.pass();
    expect(await answers).toEqual(["one heard", "two heard"]);
  });

  it("delays both ways, in order", async () => {
    relay.delay(60, 30);
    const begun = performance.now();
    const answers: string[] = [];
    await Promise.all(["1", "2", "3", "4"].map((n) => answerOf(n).then((answer) => answers.push(answer))));
    expect(performance.now() - begun).toBeGreaterThan(115);
    expect(asked).toEqual(["1", "2", "3", "4"]);
    expect(answers).toEqual(["1 heard", "2 heard", "3 heard", "4 heard"]);
  });

  it("throttles what goes to the client", async () => {
    relay.throttle(40_000);
    const begun = performance.now();
    expect(await get(5_000)).toBe("200 20000");
    expect(performance.now() - begun).toBeGreaterThan(350);
  });

  it("leaves single events out of a connection that goes on", async () => {
    relay.dropFrames((text) => text.includes("secret"));
    for (const text of ["one", "secret", "two"]) sockets.emit("news", text);
    await until(() => heard.length === 2, "the others are heard");
    expect(heard).toEqual(["one", "two"]);
    expect(await answerOf("alive")).toBe("alive heard");
    relay.pass();
    sockets.emit("news", "secret");
    await until(() => heard.includes("secret"), "heard");
  });

  it("cuts after what was said arrived, before the answer: over a socket", async () => {
    relay.cutAfter("the last word");
    expect(await answerOf("not yet")).toBe("not yet heard");
    const gone = new Promise<string>((resolve) => client.once("disconnect", resolve));
    const answer = answerOf("the last word", 300).catch(() => "no answer");
    await gone;
    expect(await answer).toBe("no answer");
    await until(() => asked.includes("the last word"), "the server heard it");
    await until(() => client.connected, "connected again");
    expect(await answerOf("the last word")).toBe("the last word heard");
  });

  it("cuts after what was said arrived, before the answer: over HTTP", async () => {
    relay.cutAfter("the last word");
    const post = () => fetch(relay.url, { method: "POST", body: "the last word" });
    await expect(post()).rejects.toThrow("fetch failed");
    await until(() => asked.includes("POST the last word"), "the server heard it");
    expect((await post()).status).toBe(200);
  });
});
