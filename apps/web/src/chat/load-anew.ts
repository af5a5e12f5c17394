import { attempt } from "./attempt.ts";
import { currentSession } from "./chat-session.ts";

/** Loads the page again, with everything written down before: leaving a page gives no time for that. */
export async function loadAnew(): Promise<void> {
  const session = currentSession();
  // Whoever holds something that is not saved yet hands it over when the page is left.
  window.dispatchEvent(new Event("pagehide"));
  if (session !== null) await attempt(() => session.client.stop());
  window.location.reload();
}
