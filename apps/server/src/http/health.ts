/** For whoever watches the server: is the process alive, and can it do its work. */
import { Refusal } from "@oschat/protocol";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { Db } from "../database/connection.ts";

export function registerHealth(app: FastifyInstance, db: Db): void {
  app.get("/livez", { schema: { hide: true } }, async () => ({ ok: true }));
  app.get("/readyz", { schema: { hide: true } }, async () => {
    await sql`select 1`.execute(db).catch(() => {
      throw new Refusal("unavailable");
    });
    return { ok: true };
  });
}
