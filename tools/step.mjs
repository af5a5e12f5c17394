/**
 * Running other programs: quietly, with one line of result (`step`), or in the foreground (`foreground`). What a quiet
 * step printed is shown only when it fails.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "./paths.mjs";

/** A failure that has been explained already: the tool ends without a stack trace. */
export class Stopped extends Error {}

/** A duration for people: `0.4 s`, `12 s`, `2 min 5 s`. */
export function inWords(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Runs a command and keeps what it prints. Never rejects: a command that cannot be started has code 127. */
export function capture(command, args, options = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], ...options });
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ code: 127, output: error.message, took: performance.now() - started }));
    child.on("close", (code) => resolve({ code: code ?? 1, output, took: performance.now() - started }));
  });
}

/** One quiet step; `title` says what is going on, `remedy` what to do when it fails. */
export async function step(title, [command, ...args], remedy) {
  process.stdout.write(`  ${title} … `);
  const { code, output, took } = await capture(command, args, { shell: process.platform === "win32" });
  if (code === 0) {
    console.log(inWords(took));
    return;
  }
  console.log("failed");
  console.error(`\n${output.trimEnd()}\n\n  ${remedy}`);
  throw new Stopped();
}

/**
 * Runs a program with this process's own input and output until it ends; resolves with its exit code. Signals sent to
 * this process reach it. Ctrl-C in a terminal reaches both already, and is not sent a second time.
 */
export function foreground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", ...options });
    const forward = (signal) => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, forward);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(name, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Runs a tool's main function and ends the process with the code it returns. */
export async function run(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stopped)) console.error(error);
    process.exitCode = 1;
  }
}
