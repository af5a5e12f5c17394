/** Every statement that goes through a pool, with a name for it that says little: what it does, and to which table. */
import type { Pool, PoolClient } from "pg";
import { COLUMNS } from "../database/schema.ts";

const TABLES = Object.keys(COLUMNS);
const VERB = /^\s*(select|insert|update|delete|begin|commit|rollback|with)\b/i;
/** Names are looked up by the text; there are few texts, unless somebody writes lists into them. */
const MOST_REMEMBERED = 1_000;

/**
 * @param around performs the statement and returns its answer; called for each
 */
export function watchStatements(
  pool: Pool,
  around: (name: string, perform: () => Promise<unknown>) => Promise<unknown>,
): void {
  const watched = new WeakSet<PoolClient>();
  const nameOf = createNames();
  pool.on("acquire", (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const [text] = args;
      if (typeof text !== "string" || typeof args.at(-1) === "function") return query(...args);
      return around(nameOf(text), () => query(...args) as Promise<unknown>);
    }) as typeof client.query;
  });
}

function createNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = nameOf(text);
    if (names.size < MOST_REMEMBERED) names.set(text, name);
    return name;
  };
}

/** "select sessions"; the first of our tables that is named counts. */
export function nameOf(text: string): string {
  const verb = VERB.exec(text)?.[1]?.toLowerCase() ?? "other";
  if (/\bappend_messages\b/.test(text)) return "append messages";
  const places = TABLES.map((table) => ({ table, at: text.search(new RegExp(`\\b${table}\\b`)) }));
  const [first] = places.filter(({ at }) => at !== -1).sort((one, other) => one.at - other.at);
  return first === undefined ? verb : `${verb} ${first.table}`;
}
