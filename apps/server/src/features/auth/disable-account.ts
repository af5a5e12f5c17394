/**
 * Shutting somebody out, by the operator: all their sessions end, which every node notices within a second (A3), and no new one begins.
 * What they wrote stays.
 */
import type { Db } from "../../database/connection.ts";
import { findAccountByEmail, setDisabled } from "./accounts.store.ts";
import { endAllSessions } from "./sessions.store.ts";

/** Returns whether there is such an account. */
export function disableAccount(db: Db, email: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const account = await findAccountByEmail(tx, email);
    if (account === null) return false;
    await setDisabled(tx, account.id, true);
    await endAllSessions(tx, account.id);
    return true;
  });
}

/** Lets them sign in again. Returns whether there is such an account. */
export function enableAccount(db: Db, email: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const account = await findAccountByEmail(tx, email);
    if (account === null) return false;
    await setDisabled(tx, account.id, false);
    return true;
  });
}
