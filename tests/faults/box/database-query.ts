/** Statements for a database, however it is reached. */
import type pg from "pg";

export type Query = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
