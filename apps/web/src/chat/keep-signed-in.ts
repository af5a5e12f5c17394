/**
 * Keeps the session of a tab that stays open from running out: the server prolongs it when asked whose it is, so that is
 * asked, now and then, also by a tab nobody looks at.
 */
import { Refusal } from "@oschat/protocol";
import { useAuthStore } from "../stores/auth.ts";
import { useConnectionStore } from "../stores/connection.ts";
import { currentSession } from "./chat-session.ts";
import { leaveForSignIn, makeWayFor } from "./session-end.ts";

const CHECK_EVERY_MS = 3_600_000;
/** Far less than the day after which the server prolongs, and the week after which the session ends. */
const ASK_AFTER_MS = 12 * 3_600_000;

/** Both in milliseconds since the epoch; `askedAt` is the last time the server knew whose session this is. */
export function isAskingDue(askedAt: number | null, now: number): boolean {
  return askedAt === null || now - askedAt > ASK_AFTER_MS;
}

let isKeeping = false;
let isAsking = false;

/** From now on, for as long as the page lives. */
export function keepSignedIn(): void {
  if (isKeeping) return;
  isKeeping = true;
  useConnectionStore.subscribe(({ connection }, before) => {
    if (connection.status === "live" && before.connection.status !== "live") void askWhenDue();
  });
  window.addEventListener("focus", askWhenDue);
  document.addEventListener("visibilitychange", askWhenDue);
  setInterval(askWhenDue, CHECK_EVERY_MS);
}

async function askWhenDue(): Promise<void> {
  const { knownAt, fetchUser } = useAuthStore.getState();
  if (isAsking || currentSession() === null || !isAskingDue(knownAt, Date.now())) return;
  isAsking = true;
  try {
    const { id } = await fetchUser();
    await makeWayFor(id);
  } catch (error) {
    // Any other failure is the connection's, which is shown; the next occasion asks again.
    if (error instanceof Refusal && error.status === 401) await leaveForSignIn(error.code);
  } finally {
    isAsking = false;
  }
}
