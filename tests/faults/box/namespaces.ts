/**
 * A network of a program's own: a namespace, joined to this machine by a pair of virtual interfaces. What is dropped here is dropped
 * by the kernel, as by a router: TCP notices what it would notice out there. Needs root.
 *
 *     program ── veth inside ══ veth here ── relay ── the server on loopback
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Direction, type Relay, startRelay } from "@oschat/test-kit";

const run = promisify(execFile);

export interface Namespace {
  /** Where the server is, from inside. */
  readonly url: string;
  /** Put before a command, it runs inside. */
  readonly prefix: readonly [string, ...string[]];
  /** Nothing is dropped or slowed down any more. */
  pass(): Promise<void>;
  /** Packets vanish: all, or so many of a hundred by chance. */
  drop(direction: Direction, percent?: number): Promise<void>;
  /** So many kilobits a second towards the program. */
  limit(kilobits: number): Promise<void>;
  /** Ends the program's connections; what is dropped hides that from the other side. */
  forgetConnections(): Promise<void>;
  remove(): Promise<void>;
}

/** For benchmarks of networks (RFC 2544): nobody else's. Each pair has four addresses of 198.18.0.0/15. */
const NETWORK = [198, 18];
const PAIRS = 2 ** 15;
const HOOKS = { up: "output", down: "input" };
let made = 0;

/** @param server its address, on loopback */
export async function makeNamespace(server: string): Promise<Namespace> {
  made += 1;
  const pair = (process.pid * 31 + made) % PAIRS;
  const name = `oschat-${process.pid}-${made}`;
  const [here, inside] = [1, 2].map((host) => addressOf(pair, host)) as [string, string];
  // Names of interfaces have at most 15 characters.
  const [outer, inner] = [`o${pair.toString(36)}a`, `o${pair.toString(36)}b`];
  const ip = (...args: string[]) => run("ip", args);
  const within = (...command: string[]) => ip("netns", "exec", name, ...command);

  await ip("netns", "add", name);
  let relay: Relay | null = null;
  const remove = async () => {
    await relay?.stop();
    // The pair goes with it.
    await ip("netns", "del", name);
  };
  try {
    await ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", name);
    await ip("addr", "add", `${here}/30`, "dev", outer);
    await ip("link", "set", outer, "up");
    await ip("-n", name, "addr", "add", `${inside}/30`, "dev", inner);
    await ip("-n", name, "link", "set", inner, "up");
    await ip("-n", name, "link", "set", "lo", "up");
    relay = await startRelay(server, { host: here });
  } catch (error) {
    await remove();
    throw error;
  }
  await within("nft", "add", "table", "inet", "faults");
  for (const hook of Object.values(HOOKS)) {
    await within("nft", "add", "chain", "inet", "faults", hook, `{ type filter hook ${hook} priority 0; }`);
  }

  return {
    url: relay.url,
    prefix: ["ip", "netns", "exec", name],
    async pass() {
      await within("nft", "flush", "table", "inet", "faults");
      await run("tc", ["qdisc", "del", "dev", outer, "root"]).catch(() => {});
    },
    async drop(direction, percent = 100) {
      const chance = percent < 100 ? ["numgen", "random", "mod", "100", "<", String(percent)] : [];
      await within("nft", "add", "rule", "inet", "faults", HOOKS[direction], ...chance, "drop");
    },
    async limit(kilobits) {
      const shape = ["tbf", "rate", `${kilobits}kbit`, "burst", "4k", "latency", "2s"];
      await run("tc", ["qdisc", "replace", "dev", outer, "root", ...shape]);
    },
    forgetConnections: async () => void (await within("ss", "-K", "dst", here)),
    remove,
  };
}

function addressOf(pair: number, host: number): string {
  const last = pair * 4 + host;
  return [NETWORK[0], (NETWORK[1] as number) + (last >> 16), (last >> 8) & 0xff, last & 0xff].join(".");
}
