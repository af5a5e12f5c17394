/**
 * `npm run dev`: the server on port 4000 and the web app on port 3000, both reloading as files change. Ends both when
 * either ends.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { installIfNeeded } from "./install.mjs";
import { BIN, inRoot, ROOT } from "./paths.mjs";
import { loadSettings } from "./settings.mjs";
import { run } from "./step.mjs";

const WEB = "http://localhost:3000";
const API = "http://localhost:4000";

await run(async () => {
  await installIfNeeded();
  loadSettings();
  const server = start("server", [BIN.tsx, "watch", "--clear-screen=false", "apps/server/src/main.ts"], {
    cwd: ROOT,
    env: { ...process.env, PORT: "4000", PUBLIC_URL: API, FRONTEND_URL: WEB },
  });
  const web = start("web", [BIN.next, "dev", "-p", "3000", "-H", "localhost"], {
    cwd: inRoot("apps/web"),
    env: { ...process.env, NEXT_PUBLIC_API_URL: API, NEXT_TELEMETRY_DISABLED: "1" },
  });
  const both = [server, web];
  let areEnding = false;
  /** Tells each once: a second signal means "at once" to the server, which then could not stop its database. */
  const endBoth = () => {
    if (areEnding) return;
    areEnding = true;
    for (const { child } of both) child.kill("SIGTERM");
  };
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, endBoth);
  process.on("SIGINT", () => {
    // Ctrl-C in a terminal has reached both already.
    if (process.stdin.isTTY) areEnding = true;
    else endBoth();
  });

  console.log(`  web app ${WEB}, API ${API}. Ctrl-C ends both.`);
  await Promise.race(both.map(({ ended }) => ended));
  endBoth();
  const codes = await Promise.all(both.map(({ ended }) => ended));
  return Math.max(...codes);
});

/** Starts one program whose lines are printed with its name before them. */
function start(name, args, options) {
  const child = spawn(process.execPath, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const prefix = `${name.padEnd(6)} | `;
  createInterface({ input: child.stdout }).on("line", (line) => console.log(prefix + line));
  createInterface({ input: child.stderr }).on("line", (line) => console.error(prefix + line));
  const ended = new Promise((resolve) => child.on("close", (code) => resolve(code ?? 0)));
  return { child, ended };
}
