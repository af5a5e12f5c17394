/** Ends a child process and waits for it. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

const PATIENCE_MS = 15_000;

/** Returns once it is gone; killed when it does not listen. Without effect on a process that has ended. */
export async function endProcess(child: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  const impatience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await ended;
  clearTimeout(impatience);
}
