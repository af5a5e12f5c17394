/**
 * Who used this browser last: only an id, so that the next start can show that person's cached chat before the network
 * answers. Never a token.
 */
export const LAST_USER_KEY = "oschat.last-user";

export function readLastUserId(): string | null {
  try {
    return localStorage.getItem(LAST_USER_KEY);
  } catch {
    return null;
  }
}

export function rememberLastUser(userId: string): void {
  try {
    localStorage.setItem(LAST_USER_KEY, userId);
  } catch {
    // A browser without storage starts without a cache: nothing is lost.
  }
}

export function forgetLastUser(): void {
  try {
    localStorage.removeItem(LAST_USER_KEY);
  } catch {
    // See above.
  }
}
