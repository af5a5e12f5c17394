/** For whoever watches the server: is the process alive, and can it do its work. */
import { Refusal } from "@oschat/protocol";
import type { FastifyInstance } from "fastify";
import { inTime } from "../in-time.ts";

const FRESH_FOR_MS = 1_000;

export type Readiness = () => Promise<boolean>;

/**
 * However often it is asked, it is checked once a second; what does not answer in a few seconds does not work. Every check is made anew,
 * so what works again is found without anybody's help.
 *
 * @param checks reject when something does not work
 */
export function createReadiness(checks: readonly (() => Promise<void>)[]): Readiness {
  let checked: { at: number; isReady: Promise<boolean> } | null = null;
  return () => {
    if (checked === null || performance.now() - checked.at > FRESH_FOR_MS) {
      const all = Promise.all(checks.map((check) => check()));
      const isReady = inTime(all, "unavailable").then(
        () => true,
        () => false,
      );
      checked = { at: performance.now(), isReady };
    }
    return checked.isReady;
  };
}

export function registerHealth(app: FastifyInstance, isReady: Readiness): void {
  app.get("/livez", { schema: { hide: true } }, async () => ({ ok: true }));
  app.get("/readyz", { schema: { hide: true } }, async () => {
    if (!(await isReady())) throw new Refusal("unavailable");
    return { ok: true };
  });
}
