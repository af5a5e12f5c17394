/** For whoever watches the server: is the process alive, and can it do its work. */
import { Refusal } from "@oschat/protocol";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { Db } from "../database/connection.ts";

const FRESH_FOR_MS = 1_000;

export function registerHealth(app: FastifyInstance, db: Db): void {
  let asked: { at: number; isReady: Promise<boolean> } | null = null;
  /** However often it is asked, the database is asked once a second. */
  const isReady = () => {
    if (asked === null || Date.now() - asked.at > FRESH_FOR_MS) {
      const answer = sql`select 1`.execute(db).then(
        () => true,
        () => false,
      );
      asked = { at: Date.now(), isReady: answer };
    }
    return asked.isReady;
  };
  app.get("/livez", { schema: { hide: true } }, async () => ({ ok: true }));
  app.get("/readyz", { schema: { hide: true } }, async () => {
    if (!(await isReady())) throw new Refusal("unavailable");
    return { ok: true };
  });
}
