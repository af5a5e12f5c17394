/** The proxies that operators put before the server, with the very files they use, and certificates that nobody knows. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectSecurely } from "node:tls";
import { fileURLToPath } from "node:url";
import { freePort } from "@oschat/server/database/loopback-port";
import { until } from "./until.ts";
import { WEB_EXPORT } from "./web-export.ts";

export type ProxyName = "caddy" | "nginx" | "haproxy";

export interface FrontProxy {
  readonly url: string;
  /** Where it passes on to; begins to answer once something listens there. */
  readonly upstreamPorts: readonly number[];
  stop(): Promise<void>;
}

interface Place {
  folder: string;
  port: number;
  /** How it is reached. */
  url: string;
  upstreamPorts: readonly number[];
}

/** Writes what the program needs into the folder, and says how it is started. */
const PROXIES: Record<ProxyName, (place: Place) => Promise<{ args: string[]; env?: Record<string, string> }>> = {
  async caddy({ folder, url, upstreamPorts }) {
    const file = join(folder, "Caddyfile");
    const options = `admin off\nauto_https disable_redirects\nskip_install_trust\nstorage file_system ${folder}`;
    const upstreams = upstreamPorts.map((upstreamPort) => `127.0.0.1:${upstreamPort}`);
    const site = upstreams.length > 1 ? await balancing(upstreams) : `import ${deployed("Caddyfile")}`;
    await writeFile(file, `{\n${options}\n}\n${site}\n`);
    const env = { HOME: folder, DOMAIN: url, UPSTREAM: upstreams.join(" ") };
    return { args: ["run", "--config", file, "--adapter", "caddyfile"], env };
  },
  async nginx(place) {
    const { folder } = place;
    const { certificate, key } = await makeCertificate(folder);
    const site = (await adapted("proxies/nginx.conf", place))
      .replace("/etc/ssl/chat.example.org.crt", certificate)
      .replace("/etc/ssl/chat.example.org.key", key);
    const file = join(folder, "nginx.conf");
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (of) => `${of}_temp_path ${folder}/${of};`,
    );
    await writeFile(
      file,
      `daemon off; pid ${folder}/pid; error_log stderr;\nevents {}\nhttp { access_log off; ${temporary.join(" ")}\n${site}\n}\n`,
    );
    return { args: ["-p", folder, "-c", file] };
  },
  async haproxy(place) {
    const { certificate, key } = await makeCertificate(place.folder);
    const both = join(place.folder, "both.pem");
    await writeFile(both, `${await readFile(certificate, "utf8")}${await readFile(key, "utf8")}`);
    const file = join(place.folder, "haproxy.cfg");
    const content = await adapted("proxies/haproxy.cfg", place);
    await writeFile(file, content.replace("/etc/ssl/chat.example.org.pem", both));
    return { args: ["-f", file] };
  },
};

export function isInstalled(name: ProxyName): boolean {
  return spawnSync(name, ["-v"]).error === undefined;
}

/**
 * @param upstreams how many servers it stands before, or their ports; several only with Caddy
 * @param options.isPlain http, for clients that cannot be told to accept its certificate; only with Caddy
 */
export async function startFrontProxy(
  name: ProxyName,
  upstreams: number | readonly number[] = 1,
  { isPlain = false } = {},
): Promise<FrontProxy> {
  const folder = await mkdtemp(join(tmpdir(), `oschat-${name}-`));
  const port = await freePort();
  const url = isPlain ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  const upstreamPorts =
    typeof upstreams === "number" ? await Promise.all(Array.from({ length: upstreams }, freePort)) : upstreams;
  const { args, env } = await PROXIES[name]({ folder, port, url, upstreamPorts });
  const child = spawn(name, args, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = (said + chunk).slice(-4_000);
  });
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`${name} ended: ${said}`);
      return isPlain ? accepts(connect(port, "127.0.0.1"), "connect") : shakesHands(port);
    },
    `${name} listens`,
    30_000,
  );
  return {
    url,
    upstreamPorts,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function deployed(path: string): string {
  return fileURLToPath(new URL(`../../../deploy/${path}`, import.meta.url));
}

/** The file for several servers, with their addresses where it asks a name server for them. */
async function balancing(upstreams: readonly string[]): Promise<string> {
  const content = await readFile(deployed("balancer.Caddyfile"), "utf8");
  return content
    .replace(/dynamic a .*?\n\s*\}/s, `to ${upstreams.join(" ")}`)
    .replaceAll("root /srv", `root ${WEB_EXPORT}`);
}

async function adapted(path: string, { port, upstreamPorts }: Place): Promise<string> {
  const content = await readFile(deployed(path), "utf8");
  return content
    .replace("listen 443 ssl", `listen ${port} ssl`)
    .replace("bind :443", `bind :${port}`)
    .replace("127.0.0.1:3000", `127.0.0.1:${upstreamPorts[0]}`);
}

async function makeCertificate(folder: string): Promise<{ certificate: string; key: string }> {
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const files = ["-keyout", key, "-out", certificate];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", ...files],
    { stdio: "ignore" },
  );
  return { certificate, key };
}

/** Caddy listens before it has made its certificate; until then it breaks every connection off. */
function shakesHands(port: number): Promise<boolean> {
  const socket = connectSecurely({ port, host: "127.0.0.1", servername: "localhost", rejectUnauthorized: false });
  return accepts(socket, "secureConnect");
}

function accepts(socket: Socket, sign: "connect" | "secureConnect"): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once(sign, () => resolve(true)).once("error", () => resolve(false));
    socket.once(sign, () => socket.destroy());
  });
}
