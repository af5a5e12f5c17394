/**
 * What the server's image holds, tried out (`deploy/prove-images.sh`): with an empty PostgreSQL it migrates, serves the sign-in page and
 * carries a message, as a user without rights who can write nowhere; and it ends when it is told to.
 */
import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "@oschat/server/database/embedded";
import { freePort, requestJson, until } from "@oschat/test-kit";
import pg from "pg";
import { io } from "socket.io-client";
import { type ContainerOrder, type ImageConfig, outcomeOf, runIn } from "./container.ts";

const [root = "", described = "{}"] = process.argv.slice(2);
const image = (JSON.parse(described) as { Docker: { config: ImageConfig } }).Docker.config;
const dataDir = await mkdtemp(join(tmpdir(), "oschat-image-"));
// PostgreSQL's own user reaches it there, and nothing is left elsewhere.
await chmod(dataDir, 0o755);
const database = await startEmbeddedDatabase({ dataDir, password: "onlyfortheproof" });
try {
  await tryServer(await emptyDatabase());
} finally {
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function emptyDatabase(): Promise<string> {
  const client = new pg.Client({ connectionString: database.url("postgres") });
  await client.connect();
  await client.query("create database oschat");
  await client.end();
  return database.url("oschat");
}

async function tryServer(databaseUrl: string): Promise<void> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: databaseUrl,
    JWT_SECRET: "uJ3v9Qx7Lk2Wm5Tz8Rb4Yn6Pc1Hd0Gf-Se_Ai",
    OIDC_ISSUER: "https://id.example.org",
    OIDC_CLIENT_ID: "proof",
    OIDC_CLIENT_SECRET: "proof",
  };
  const order: ContainerOrder = { root, image, env };
  await sayWhatIsMissing(order);

  const server = runIn(order, image.Cmd);
  const ended = outcomeOf(server);
  ended.then(({ output }) => console.log(output.trim().replace(/^/gm, "    | ")));
  await until(() => answers(`${url}/readyz`), "the server answers", 60_000);
  const status = await processStatus(server.pid);
  assert.match(status, /^Uid:\s+10001\s+10001\s+10001\s+10001$/m);
  assert.match(status, /^CapEff:\s+0+$/m);
  assert.match(status, /^NoNewPrivs:\s+1$/m);
  console.log("  runs as 10001, without rights, on a read-only root");

  const page = await requestJson(url, "GET", "/");
  assert.equal(page.status, 200);
  assert.match(page.headers.get("content-security-policy") ?? "", /script-src 'self' 'sha256-/);
  console.log("  answers with the sign-in page and its policy");

  const healthy = await outcomeOf(runIn(order, image.Healthcheck.Test.slice(1)));
  assert.equal(healthy.code, 0, healthy.output);
  console.log("  says that it is healthy");

  await carryMessage(order, url);
  console.log("  carries a message from one person to another");
  assert.equal((await outcomeOf(runIn(order, ["touch", "/data/x"]))).code, 1);

  process.kill(await childOf(server.pid), "SIGTERM");
  assert.equal((await ended).code, 0);
  const unhealthy = await outcomeOf(runIn(order, image.Healthcheck.Test.slice(1)));
  assert.equal(unhealthy.code, 1);
  console.log("  ends when it is told to, and is not healthy then");
}

/** Without a way to sign in it must not start, and say what to set. */
async function sayWhatIsMissing(order: ContainerOrder): Promise<void> {
  const env = { ...order.env, OIDC_ISSUER: "", OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "" };
  const { code, output } = await outcomeOf(runIn({ ...order, env }, image.Cmd));
  assert.equal(code, 1);
  assert.match(output, /Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, or OIDC_ISSUER/);
  console.log("  says what to set when there is no way to sign in");
}

async function carryMessage(order: ContainerOrder, url: string): Promise<void> {
  const [ada, bob] = [await tokenFor(order, "Ada"), await tokenFor(order, "Bob")];
  const socket = io(url, { auth: { token: bob }, transports: ["websocket"] });
  await new Promise((resolve, reject) => socket.once("ready", resolve).once("connect_error", reject));
  const received = new Promise<{ body: string }>((resolve) => socket.once("message:new", resolve));
  const dm = await requestJson(url, "POST", "/conversations/dm", { token: ada, body: { email: "bob@example.org" } });
  const { id } = dm.body as { id: string };
  const sent = await requestJson(url, "POST", `/conversations/${id}/messages`, {
    token: ada,
    body: { clientMsgId: crypto.randomUUID(), body: "from within the image" },
  });
  assert.ok(sent.status < 300, JSON.stringify(sent.body));
  assert.equal((await received).body, "from within the image");
  socket.disconnect();
}

async function tokenFor(order: ContainerOrder, name: string): Promise<string> {
  const command = ["oschat", "token", `${name.toLowerCase()}@example.org`, "--create", "--name", name];
  const { code, output } = await outcomeOf(runIn(order, command));
  assert.equal(code, 0, output);
  return output.trim();
}

/** `unshare` waits for the process that it started. */
async function childOf(pid = 0): Promise<number> {
  return Number(await readFile(`/proc/${pid}/task/${pid}/children`, "utf8"));
}

async function processStatus(pid?: number): Promise<string> {
  return readFile(`/proc/${await childOf(pid)}/status`, "utf8");
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );
}
