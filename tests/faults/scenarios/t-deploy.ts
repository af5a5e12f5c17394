/** The operator restarts the server under load. */
import type { Scenario } from "../scenario.ts";

const MAX_STOP_MS = 10_000;

export const deploy: Scenario = {
  title: "the server is stopped with SIGTERM and started again, over and over, while everybody writes",
  plan: { rate: 40, restDevices: 3 },
  async run({ box, random, isOn, sleep, fault }) {
    while (isOn()) {
      await sleep(random.between(500, 3_000));
      const { exitCode, tookMs } = await box.server.stop();
      fault("server stopped", "once", `${Math.round(tookMs)} ms`);
      if (exitCode !== 0 || tookMs > MAX_STOP_MS) {
        throw new Error(`stopping ended with ${exitCode} after ${Math.round(tookMs)} ms`);
      }
      await box.server.start();
    }
  },
};
