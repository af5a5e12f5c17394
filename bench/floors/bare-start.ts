/** The floor of starting: Node, `ws` and one SELECT 1 before the first connection is told that it is ready. */
import pg from "pg";
import { listen } from "./speak.ts";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
await listen({ onConnect: () => pool.query("select 1").then(() => ({})) }, Number(process.env.PORT));
process.once("SIGTERM", () => process.exit(0));
