/** The browser of the journeys: the system's Chromium where there is one, else the one Playwright has installed. */
import { existsSync } from "node:fs";

const SYSTEM = "/usr/bin/chromium";
const executablePath = process.env.CHROMIUM_PATH ?? (existsSync(SYSTEM) ? SYSTEM : undefined);

export const CHROMIUM = {
  ...(executablePath === undefined ? {} : { executablePath }),
  // Quiet on a closed network, and able to start as any user.
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    ...(process.env.OSCHAT_TEST_PROXY ? ["--ignore-certificate-errors"] : []),
  ],
};
