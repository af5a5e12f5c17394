/** Runs an image's command as a container engine does, as far as this goes without one: its user, no rights, a read-only root. */
import { type ChildProcess, spawn } from "node:child_process";

/** What an image says about itself. */
export interface ImageConfig {
  Env: string[];
  Cmd: string[];
  User: string;
  WorkingDir: string;
  Healthcheck: { Test: string[] };
}

/** In a mount and process namespace of its own: what every engine mounts, then the command, which cannot gain rights. */
const SCRIPT = `
root=$1 user=$2 folder=$3
shift 3
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
exec setpriv --no-new-privs chroot --groups= --userspec="$user" "$root" /usr/bin/env -C "$folder" "$@"
`;

export interface ContainerOrder {
  /** The image's content, mounted read-only. */
  root: string;
  image: ImageConfig;
  env: Record<string, string>;
}

export function runIn({ root, image, env }: ContainerOrder, command: string[]): ChildProcess {
  const namespaces = ["--mount", "--pid", "--fork", "--kill-child"];
  const settings = Object.fromEntries(image.Env.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  return spawn("unshare", [...namespaces, "sh", "-ec", SCRIPT, "sh", root, image.User, image.WorkingDir, ...command], {
    env: { ...settings, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export interface Outcome {
  code: number | null;
  output: string;
}

/** Resolves when the command has ended. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
