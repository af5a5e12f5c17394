/** Where to go on after a sign-in that led over another site. For one tab, as long as it lives. */
const KEY = "oschat.return-to";

export function rememberReturn(): void {
  try {
    sessionStorage.setItem(KEY, window.location.pathname + window.location.search);
  } catch {
    // Without storage one comes back to the list.
  }
}

/** Once; only ever an address of the chat. */
export function takeReturn(): string {
  try {
    const address = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return address?.startsWith("/chat?") ? address : "/chat";
  } catch {
    return "/chat";
  }
}
